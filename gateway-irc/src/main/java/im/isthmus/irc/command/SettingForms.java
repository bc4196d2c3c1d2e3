package im.isthmus.irc.command;

import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Text;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.settings.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms in which users set things; the names of the fields are those of biboumi. */
public final class SettingForms {
    private static final List<Option> THREE_WAYS =
            List.of(
                    new Option("unset", Text.key("As for all channels")),
                    new Option("true", Text.key("Yes")),
                    new Option("false", Text.key("No")));

    private SettingForms() {}

    /**
     * For all of IRC.
     *
     * @param stay whether users stay in channels if they say nothing
     */
    public static List<Field> own(Map<String, String> values, boolean stay) {
        return List.of(
                text(values, "max_history_length", Text.key("Messages of history on joining")),
                yesNo(values, "record_history", Text.key("Keep what is said in channels"), "1"),
                yesNo(
                        values,
                        "persistent",
                        Text.key("Stay in channels when your last client leaves"),
                        stay ? "1" : "0"));
    }

    /**
     * For a network.
     *
     * @param anyServer whether the user may have it at another server
     */
    public static List<Field> server(Map<String, String> values, boolean anyServer) {
        Field address =
                text(
                        values,
                        ServerSettings.ADDRESS,
                        Text.key("Host, if another than the network's name"));
        List<Field> fields = new ArrayList<>(anyServer ? List.of(address) : List.of());
        fields.addAll(server(values));
        return fields;
    }

    private static List<Field> server(Map<String, String> values) {
        return List.of(
                text(values, "ports", Text.key("Ports without TLS")),
                text(values, "tls_ports", Text.key("Ports with TLS")),
                yesNo(values, "verify_cert", Text.key("Check the server's certificate"), "1"),
                text(values, "fingerprint", Text.key("SHA-256 of the only certificate to trust")),
                text(values, "nick", Text.key("Nick")),
                secret(values, "pass", Text.key("Server password")),
                text(values, "sasl_account", Text.key("Account, if another than the nick")),
                secret(values, "sasl_password", Text.key("Password of the account")),
                lines(
                        values,
                        "after_connect_commands",
                        Text.key("IRC commands to send once connected")),
                text(values, "username", Text.key("User name")),
                text(values, "realname", Text.key("Real name")),
                text(values, "throttle_limit", Text.key("Lines at once; -1 for no limit")),
                text(values, "max_history_length", Text.key("Messages of history on joining")),
                text(values, "encoding_in", Text.key("Character set of what is not UTF-8")),
                text(values, "encoding_out", Text.key("Character set of what you send")));
    }

    /** For a channel. */
    public static List<Field> channel(Map<String, String> values) {
        return List.of(
                new Field(
                        "record_history",
                        Kind.CHOICE,
                        Text.key("Keep what is said in channels"),
                        false,
                        values.getOrDefault("record_history", "unset"),
                        THREE_WAYS),
                yesNo(
                        values,
                        "persistent",
                        Text.key("Stay in channels when your last client leaves"),
                        "0"),
                text(values, "encoding_in", Text.key("Character set of what is not UTF-8")),
                text(values, "encoding_out", Text.key("Character set of what you send")));
    }

    /**
     * Those among which there is something to choose: not which character set, where nothing but
     * UTF-8 is taken (IRCv3 UTF8ONLY).
     *
     * @param link to the network; null if there is none
     */
    static List<Field> open(List<Field> fields, @Nullable IrcLink link) {
        return link == null || !link.server().supports().utf8Only()
                ? fields
                : fields.stream().filter(field -> !field.name().startsWith("encoding_")).toList();
    }

    private static Field text(Map<String, String> values, String name, String label) {
        return field(values, name, Kind.TEXT, label, "");
    }

    private static Field secret(Map<String, String> values, String name, String label) {
        return field(values, name, Kind.SECRET, label, "");
    }

    private static Field lines(Map<String, String> values, String name, String label) {
        return field(values, name, Kind.LINES, label, "");
    }

    private static Field yesNo(
            Map<String, String> values, String name, String label, String standard) {
        return field(values, name, Kind.YES_NO, label, standard);
    }

    private static Field field(
            Map<String, String> values, String name, Kind kind, String label, String standard) {
        return new Field(name, kind, label, false, values.getOrDefault(name, standard), List.of());
    }
}
