package im.isthmus.testing.real;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** ejabberd, without epmd and Erlang distribution, so that any number runs side by side. */
public final class RealEjabberd extends RealXmppServer {
    private RealEjabberd(
            ServerProcess process, XmppSetup setup, XmppPorts ports, Certificate certificate) {
        super(process, setup, ports, certificate);
    }

    /**
     * Starts one that takes logins and components.
     *
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealEjabberd start(XmppSetup setup) {
        Path erlang = Programs.find("erl", "ejabberd");
        Path libraries = libraries();
        PrivateDirectory home =
                PrivateDirectory.create("ejabberd", new Account("ejabberd", "ejabberd"));
        XmppPorts ports = XmppPorts.free();
        Certificate certificate = Certificate.create(home, List.of(setup.domain()));
        Path config = home.render("ejabberd.yml", values(setup, ports, home));
        Launch launch =
                Launch.of(home, "ejabberd", command(erlang, home))
                        .with(
                                Map.of(
                                        "HOME", home.path().toString(),
                                        "ERL_LIBS", libraries.toString(),
                                        "ERL_CRASH_DUMP_BYTES", "0",
                                        "EJABBERD_CONFIG_PATH", config.toString(),
                                        "EJABBERD_LOG_PATH",
                                                home.resolve("ejabberd.own.log").toString()))
                        .readyWhen(
                                Readiness.answersOn(
                                        List.of(ports.component(), ports.http(), ports.client())));
        ServerProcess process = ServerProcess.start(home, launch);
        RealEjabberd server = new RealEjabberd(process, setup, ports, certificate);
        try {
            setup.users().forEach(server::register);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** ejabberdctl wants epmd and a node name; the virtual machine alone needs neither. */
    private static List<String> command(Path erlang, PrivateDirectory home) {
        String mnesia = '"' + home.folder("mnesia").toString() + '"';
        return List.of(
                erlang.toString(),
                "+K",
                "true",
                "-start_epmd",
                "false",
                "-noinput",
                "-mnesia",
                "dir",
                mnesia,
                "-s",
                "ejabberd");
    }

    /** Debian puts Erlang libraries into /usr/lib/ARCHITECTURE/NAME-VERSION. */
    private static Path libraries() {
        Path systems = Path.of("/usr/lib");
        try (var folders = Files.newDirectoryStream(systems)) {
            for (Path folder : folders) {
                if (Programs.newest(folder, "ejabberd-*").isPresent()) {
                    return folder;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + systems, e);
        }
        throw Programs.missing("ejabberd", "ejabberd");
    }

    private static Map<String, Object> values(
            XmppSetup setup, XmppPorts ports, PrivateDirectory home) {
        Map<String, Object> values = commonValues(setup, ports, home);
        values.put("uploads", home.folder("upload"));
        values.put("hosts", each(setup, "      %s: { password: \"" + setup.secret() + "\" }\n"));
        values.put("gateways", each(setup, "    - server: %s\n"));
        values.put("items", String.join(", ", setup.components()));
        values.put("privilege", setup.privileges() ? "gateway" : "none");
        return values;
    }

    private static String each(XmppSetup setup, String pattern) {
        return setup.components().stream()
                .map(domain -> pattern.formatted(domain))
                .collect(Collectors.joining());
    }

    private void register(String user) {
        String account =
                "{\"user\":\"%s\",\"host\":\"%s\",\"password\":\"%s\"}"
                        .formatted(user, setup().domain(), setup().password());
        URI api = URI.create("http://127.0.0.1:" + httpPort() + "/api/register");
        HttpRequest request =
                HttpRequest.newBuilder(api)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(account))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(user + " not registered: " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(user + " not registered: " + logTail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
