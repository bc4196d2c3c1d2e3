package im.isthmus.testing.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Radicale: a CardDAV server (RFC 6352) with one address book of one person, without TLS. */
public final class RealRadicale extends RealServer {
    private static final String NEW_BOOK =
            "<mkcol xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:carddav'><set><prop><resourcetype>"
                    + "<collection/><C:addressbook/></resourcetype></prop></set></mkcol>";

    private final String url;
    private final String authorization;

    private RealRadicale(ServerProcess process, String url, String authorization) {
        super(process);
        this.url = url;
        this.authorization = authorization;
    }

    /**
     * Starts one, with an empty book.
     *
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealRadicale start(String user, String password) {
        Path program = Programs.find("radicale", "radicale");
        PrivateDirectory home = PrivateDirectory.create("radicale", Account.ourselves());
        int port = LoopbackPorts.one();
        home.write("users", user + ":" + password + "\n");
        Path config = home.render("radicale.conf", Map.of("port", port, "home", home.path()));
        List<String> command = List.of(program.toString(), "--config", config.toString());
        Launch launch =
                Launch.of(home, "radicale", command).readyWhen(Readiness.answersOn(List.of(port)));
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        RealRadicale started =
                new RealRadicale(
                        ServerProcess.start(home, launch),
                        "http://localhost:" + port + "/" + user + "/book/",
                        "Basic " + Base64.getEncoder().encodeToString(both));
        started.call("MKCOL", "", NEW_BOOK);
        return started;
    }

    /** Of the book. */
    public String url() {
        return url;
    }

    /** Puts a card there, new or instead of the one of that name. */
    public void put(String name, String vcard) {
        call("PUT", name, vcard);
    }

    /** Takes a card away. */
    public void remove(String name) {
        call("DELETE", name, "");
    }

    private void call(String method, String name, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + name))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Authorization", authorization)
                        .header("Content-Type", name.isEmpty() ? "text/xml" : "text/vcard")
                        .build();
        // It may end a connection just when the next request is written to it.
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new ServerFailedException(
                        method + " " + name + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted");
        }
    }
}
