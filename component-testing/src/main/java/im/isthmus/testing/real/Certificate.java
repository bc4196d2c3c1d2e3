package im.isthmus.testing.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A self-signed certificate made for one server.
 *
 * @param chain PEM
 * @param key PEM, without a pass phrase
 */
record Certificate(Path chain, Path key) {

    /** Valid for the names and for 127.0.0.1, a few days long. */
    static Certificate create(PrivateDirectory home, List<String> names) {
        Path chain = home.resolve("cert.pem");
        Path key = home.resolve("key.pem");
        String subjects =
                Stream.concat(names.stream().map(name -> "DNS:" + name), Stream.of("IP:127.0.0.1"))
                        .collect(Collectors.joining(","));
        run(
                Programs.find("openssl", "openssl").toString(),
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 7",
                "-keyout " + key + " -out " + chain,
                "-subj /CN=" + names.getFirst() + " -addext subjectAltName=" + subjects);
        return new Certificate(chain, key);
    }

    private static void run(String program, String... arguments) {
        List<String> command =
                Stream.concat(
                                Stream.of(program),
                                Stream.of(arguments).flatMap(part -> Stream.of(part.split(" "))))
                        .toList();
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] output = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "no certificate: " + new String(output, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException("no certificate", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
