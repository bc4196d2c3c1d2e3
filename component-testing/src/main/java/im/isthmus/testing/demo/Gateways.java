package im.isthmus.testing.demo;

import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealProsody;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sample configurations of the gateways, each set to the servers of the demo. */
final class Gateways {
    static final String IRC = "irc.localhost";
    static final String SMS = "sms.localhost";
    static final String EMAIL = "email.localhost";

    /** What InspIRCd is called in the configuration. */
    static final String NETWORK = "irc.lab.test";

    private static final String NUMBER = "+12025550100";

    private final Path configs;
    private final RealProsody xmpp;
    private final Map<String, SampleConfig> files = new LinkedHashMap<>();

    /**
     * @param configs folder of the sample configurations
     */
    Gateways(Path configs, RealProsody xmpp, RealInspircd irc, @Nullable MailSite mail) {
        this.configs = configs;
        this.xmpp = xmpp;
        String network = "irc.networks." + quote(NETWORK);
        sample("irc", IRC)
                .set(network, "address", quote("127.0.0.1:" + irc.tlsPort()))
                .set(network, "tls-ca-file", quote(irc.certificate().toString()));
        // A phone network inside the gateway, so that nobody needs an account to try it.
        sample("sms", SMS)
                .set(
                        "sms.numbers." + quote(NUMBER),
                        "owners",
                        "[" + quote("alice@localhost") + "]");
        if (mail != null) {
            sample("email", EMAIL)
                    .set("email.domain", "name", quote(MailSite.DOMAIN))
                    .set("email.domain", "lmtp", quote("127.0.0.1:" + mail.lmtpPort()))
                    .set("email.domain", "relay", quote("smtp://127.0.0.1:" + mail.smtpPort()));
        }
    }

    private SampleConfig sample(String name, String domain) {
        String file = name + ".toml";
        SampleConfig config =
                new SampleConfig(configs.resolve(file))
                        .set("component", "domain", quote(domain))
                        .set("component", "server", quote("127.0.0.1:" + xmpp.componentPort()))
                        .set("component", "secret", quote(xmpp.setup().secret()))
                        .set("store", "url", quote("jdbc:sqlite:" + name + ".sqlite"));
        files.put(file, config);
        return config;
    }

    /** Tells what was set where. */
    void describe(PrintStream out) {
        files.forEach((name, config) -> {
            out.println("    with configs/" + name + ", in which this is set:");
            config.changes().forEach(change -> out.println("        " + change));
        });
    }

    /** The addresses of all gateways. */
    List<String> domains() {
        return files.containsKey("email.toml") ? List.of(IRC, SMS, EMAIL) : List.of(IRC, SMS);
    }

    /** The text of each configuration by its name. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((name, config) -> texts.put(name, config.text()));
        return texts;
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
