package im.isthmus.irc.biboumi;

import im.isthmus.irc.address.Addressing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a configuration file of ours that does what one of biboumi's did. */
public final class IrcToml {
    private final BiboumiConfig config;
    private final BiboumiPolicies policies;
    private final List<String> notTaken = new ArrayList<>();

    public IrcToml(BiboumiConfig config, BiboumiPolicies policies) {
        this.config = config;
        this.policies = policies;
    }

    /** What has no equal here, a sentence each; known after {@link #text}. */
    public List<String> notTaken() {
        return List.copyOf(notTaken);
    }

    /** What was taken and should be looked at, a sentence each. */
    public List<String> advice() {
        List<String> advice = new ArrayList<>();
        if (!config.get("webirc_password", "").isEmpty() && fixed().isEmpty()) {
            advice.add(
                    "webirc-password in [irc] is told to every server that users go to, as"
                            + " biboumi does; better say it in [irc.networks.NAME] of those"
                            + " that know it");
        }
        if (config.get("identd_port", "").isEmpty()) {
            advice.add(
                    "biboumi was an ident server at port 113 if it might listen there; to go on"
                            + " as one say identd = \"0.0.0.0:113\" in [irc]");
        }
        return advice;
    }

    /** How JIDs are written: without the network's name where biboumi had but one. */
    public Addressing addressing() {
        String fixed = fixed();
        return fixed.isEmpty() ? Addressing.many() : Addressing.fixed(fixed);
    }

    private String fixed() {
        return config.get("fixed_irc_server", "").toLowerCase(Locale.ROOT);
    }

    /**
     * The file.
     *
     * @param networks whose names are no host names, so that they must be listed
     */
    public String text(Collection<String> networks) {
        StringBuilder toml = new StringBuilder();
        toml.append(
                "# Made from a configuration of biboumi. configs/irc.toml explains every key.\n");
        toml.append("gateway = \"irc\"\n\n[component]\n");
        line(toml, "domain", config.get("hostname", ""));
        line(toml, "server", server());
        toml.append("secret-file = \"irc-secret\"\n\n[store]\nurl = \"jdbc:sqlite:irc.sqlite\"\n");
        toml.append("\n# As biboumi, which serves everybody who can reach it.\n[access]\n");
        toml.append("allow = [\"*\"]\n");
        if (!config.admins().isEmpty()) {
            toml.append("admins = [").append(list(config.admins())).append("]\n");
        }
        toml.append("\n# As biboumi, which forgets nothing.\n[retention]\nmessages = \"3650d\"\n");
        toml.append("\n[observe]\nlog-level = ").append(quoted(logLevel())).append("\n");
        irc(toml, networks);
        others();
        return toml.toString();
    }

    private void irc(StringBuilder toml, Collection<String> networks) {
        toml.append("\n# As biboumi: any server is tried, with TLS first, then without.\n[irc]\n");
        toml.append("open-networks = true\nopen-plain = true\nopen-private = true\n");
        toml.append("open-ports = [\"1-65535\"]\n");
        String fixed = fixed();
        if (!fixed.isEmpty()) {
            line(toml, "fixed-network", fixed);
        }
        if (config.isYes("persistent_by_default")) {
            toml.append("stay = true\n");
        }
        identd(toml);
        same(toml, "bind-address", "outgoing_bind");
        same(toml, "webirc-password", "webirc_password");
        if (policies.verify()) {
            same(toml, "tls-ca-file", "ca_file");
        } else {
            toml.append("tls-verify = false\n");
        }
        TreeSet<String> listed = new TreeSet<>(networks);
        listed.addAll(policies.hosts().keySet());
        if (!fixed.isEmpty()) {
            listed.add(fixed);
        }
        listed.forEach(network -> network(toml, network));
    }

    private void network(StringBuilder toml, String network) {
        toml.append("\n[irc.networks.").append(quoted(network)).append("]\n");
        toml.append("address = ")
                .append("[" + quoted(network + ":6697") + ", " + quoted(network + ":6667") + "]")
                .append("\ntls = \"preferred\"\n");
        Boolean verify = policies.hosts().get(network);
        if (verify != null) {
            if (verify && !policies.verify()) {
                same(toml, "tls-ca-file", "ca_file");
            }
            toml.append("tls-verify = ").append(verify).append('\n');
        }
    }

    /** Whether the usual port may be listened on is not known here. */
    private void identd(StringBuilder toml) {
        String port = config.get("identd_port", "0");
        if (port.matches("[1-9][0-9]{0,4}")) {
            line(toml, "identd", "0.0.0.0:" + port);
        }
    }

    private void same(StringBuilder toml, String key, String biboumis) {
        String value = config.get(biboumis, "");
        if (!value.isEmpty()) {
            line(toml, key, value);
        }
    }

    private String server() {
        String host = config.get("xmpp_server_ip", "127.0.0.1");
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + config.get("port", "5347");
    }

    private String logLevel() {
        return switch (config.get("log_level", "0")) {
            case "0" -> "debug";
            case "2" -> "warn";
            case "3" -> "error";
            default -> "info";
        };
    }

    /** Keys that change what biboumi does and are not followed here. */
    private void others() {
        notTaken.addAll(policies.notTaken());
        note("log_file", "the log goes to standard error, for journald");
        if (config.isYes("realname_from_jid")) {
            notTaken.add("realname_from_jid: the real name is that of the JID without its domain");
        }
        if (config.get("realname_customization", "").equals("false")) {
            notTaken.add("realname_customization: users may choose user name and real name");
        }
    }

    private void note(String key, String why) {
        String value = config.get(key, "");
        if (!value.isEmpty() && !value.equals("0")) {
            notTaken.add(key + ": " + why);
        }
    }

    private static void line(StringBuilder toml, String key, String value) {
        toml.append(key).append(" = ").append(quoted(value)).append('\n');
    }

    private static String list(List<String> values) {
        return values.stream().map(IrcToml::quoted).collect(Collectors.joining(", "));
    }

    /** A basic string of TOML. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 127) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
