package im.isthmus.irc.settings;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user set for a network. The names of the fields are those that biboumi's users know.
 *
 * @param address another host than the network's name; empty for that
 * @param ports without TLS
 * @param tlsPorts with TLS; if both are empty, the network's own hold
 * @param verifyCert whether the certificate must be good; null if not said
 * @param fingerprint of the certificate to trust alone, in hex; empty for none
 * @param nick to have everywhere there, whatever clients ask for; empty for theirs
 * @param pass for the server; empty for none
 * @param saslAccount whose password {@code saslPassword} is; empty means the nick
 * @param saslCertificate certificate and private key, in PEM; empty for none
 * @param afterConnect lines to send once connected
 * @param encodingIn of received text that is not UTF-8; null for the network's
 * @param encodingOut of what is sent; null for the network's
 * @param throttle lines that may be sent at once; -1 for no limit; null for the network's
 * @param maxHistory messages of history on joining; null for the user's own
 */
public record ServerSettings(
        String address,
        List<Integer> ports,
        List<Integer> tlsPorts,
        @Nullable Boolean verifyCert,
        String fingerprint,
        String nick,
        String username,
        String realname,
        String pass,
        String saslAccount,
        String saslPassword,
        String saslCertificate,
        List<String> afterConnect,
        @Nullable Charset encodingIn,
        @Nullable Charset encodingOut,
        @Nullable Integer throttle,
        @Nullable Integer maxHistory) {
    /** The field for another host than the network's name. */
    public static final String ADDRESS = "address";

    /** Nothing set. */
    public static final ServerSettings NONE = none();

    private static ServerSettings none() {
        try {
            return of(Map.of());
        } catch (BadSettingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads values by name of the field.
     *
     * @throws BadSettingException if one of them cannot be
     */
    public static ServerSettings of(Map<String, String> fields) throws BadSettingException {
        SettingValues values = new SettingValues(fields);
        String address = values.word(ADDRESS);
        if (!address.matches("|[A-Za-z0-9._:\\[\\]-]{1,255}")) {
            throw new BadSettingException("The field {0} takes a host name.", ADDRESS);
        }
        String username = values.word("username");
        if (username.matches(".*[@!].*")) {
            throw new BadSettingException("The field {0} takes one word.", "username");
        }
        return new ServerSettings(
                address,
                values.ports("ports"),
                values.ports("tls_ports"),
                values.flag("verify_cert"),
                values.fingerprint("fingerprint"),
                values.word("nick"),
                username,
                values.parameter("realname"),
                values.parameter("pass"),
                values.word("sasl_account"),
                values.parameter("sasl_password"),
                values.text("sasl_certificate"),
                values.lines("after_connect_commands"),
                values.charset("encoding_in"),
                values.charset("encoding_out"),
                values.number("throttle_limit", -1, 10_000),
                values.number("max_history_length", 0, 10_000));
    }

    @Override
    public String toString() {
        return "ServerSettings[address=" + address + ", nick=" + nick + "]";
    }
}
