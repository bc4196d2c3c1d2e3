package im.isthmus.testing.real;

import im.isthmus.testing.real.RealXmppServer.XmppPorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of a private Prosody: its configuration and its accounts. */
final class ProsodyConfig {
    private static final String PRIVILEGES =
            """
              [%s] = {
                roster = "both"; message = "outgoing"; presence = "roster";
                iq = {
                  ["http://jabber.org/protocol/pubsub"] = "both";
                  ["urn:xmpp:http:upload:0"] = "get";
                };
              };
            """;

    private ProsodyConfig() {}

    /** Writes all of them; the answer is the configuration. */
    static Path write(XmppSetup setup, XmppPorts ports, PrivateDirectory home) {
        writeAccounts(setup, home);
        boolean privileged = setup.privileges();
        Map<String, Object> values = RealXmppServer.commonValues(setup, ports, home);
        values.put("privilege", privileged ? "\"privilege\";" : "");
        values.put("privileges", privileged ? "{\n" + each(setup, PRIVILEGES) + "}" : "{}");
        values.put("uploaders", setup.uploads() ? each(setup, "%s; ") : "");
        values.put(
                "components",
                each(
                        setup,
                        "Component %s\n  component_secret = "
                                + quote(setup.secret()).replace("%", "%%")
                                + (privileged
                                        ? "\n  modules_enabled = { \"privilege\" }\n"
                                        : "\n")));
        return home.render("prosody.cfg.lua", values);
    }

    private static String each(XmppSetup setup, String pattern) {
        return setup.components().stream()
                .map(domain -> pattern.formatted(quote(domain)))
                .collect(Collectors.joining());
    }

    /** As Prosody's internal_plain authentication keeps them: one Lua file an account. */
    private static void writeAccounts(XmppSetup setup, PrivateDirectory home) {
        String accounts = "data/" + fileName(setup.domain()) + "/accounts";
        home.folder(accounts);
        for (String user : setup.users()) {
            String account = "return { [\"password\"] = " + quote(setup.password()) + " };\n";
            home.write(accounts + "/" + fileName(user) + ".dat", account);
        }
    }

    /** Prosody escapes everything but ASCII letters and digits in names of files and folders. */
    private static String fileName(String name) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && Character.isLetterOrDigit(octet);
            escaped.append(plain ? (char) octet + "" : "%%%02x".formatted(octet));
        }
        return escaped.toString();
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
