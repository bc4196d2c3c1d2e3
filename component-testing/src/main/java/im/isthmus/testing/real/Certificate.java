package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> command = new ArrayList<>();
        command.add(Programs.find("openssl", "openssl").toString());
        command.addAll(List.of("req", "-x509", "-nodes", "-days", "7", "-newkey", "ec"));
        command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1"));
        command.addAll(List.of("-keyout", key.toString(), "-out", chain.toString()));
        command.addAll(List.of("-subj", "/CN=" + names.getFirst()));
        command.addAll(List.of("-addext", "subjectAltName=" + subjects));
        ShortCommand.run(home.path(), command);
        return new Certificate(chain, key);
    }
}
