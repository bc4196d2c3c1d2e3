package im.isthmus.irc.network;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.config.Secret;
import im.isthmus.irc.config.IrcNetworkConfig;
import im.isthmus.irc.connection.origin.AddressPrefix;
import im.isthmus.irc.connection.origin.Idents;
import im.isthmus.irc.connection.origin.Origin;
import im.isthmus.irc.connection.origin.Pseudonyms;
import im.isthmus.irc.connection.origin.WebIrc;
import im.isthmus.irc.network.connecting.UserIdentity;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Where users come from, as networks see it: the same for a user on every day. */
public final class Origins {
    /** Addresses that mean nothing outside, for where the admin has none to give (RFC 4193). */
    private static final AddressPrefix LOCAL = AddressPrefix.parse("fd00::/8");

    private final Pseudonyms pseudonyms;
    private final @Nullable Idents idents;
    private final boolean pseudonymous;
    private volatile String domain = "gateway.invalid";

    /**
     * Of a gateway.
     *
     * @param idents to tell servers who ask; null if nobody listens for that
     * @param pseudonymous whether user names tell nothing about JIDs
     */
    public Origins(Pseudonyms pseudonyms, @Nullable Idents idents, boolean pseudonymous) {
        this.pseudonyms = pseudonyms;
        this.idents = idents;
        this.pseudonymous = pseudonymous;
    }

    /** The gateway's own domain is known now. */
    public void domain(String ours) {
        domain = ours;
    }

    /** Who knows what user stands behind which connection; null if nobody is told. */
    public @Nullable Idents idents() {
        return idents;
    }

    /** The user name that the gateway vouches for. */
    public String username(Jid user) {
        return pseudonymous ? pseudonyms.name(user) : UserIdentity.username(name(user));
    }

    /** Whether users may call themselves otherwise. */
    public boolean isUsernameFree() {
        return !pseudonymous;
    }

    /** What an XMPP user is called at home. */
    public static String name(Jid user) {
        return JidEscaping.unescape(user.local().isEmpty() ? user.domain() : user.local());
    }

    /**
     * Where a user comes from.
     *
     * @param confided whether the server may hear the password of the network: one that a user
     *     chose instead may not
     */
    Origin of(Jid user, IrcNetworkConfig config, boolean confided) {
        AddressPrefix prefix = config.bind().prefix();
        InetAddress address =
                prefix == null ? config.bind().address() : pseudonyms.address(user, prefix);
        Secret webirc = config.webircPassword();
        WebIrc told =
                webirc == null || !confided
                        ? null
                        : new WebIrc(
                                webirc.reveal(),
                                pseudonyms.name(user) + '.' + domain,
                                pseudonyms
                                        .address(user, prefix == null ? LOCAL : prefix)
                                        .getHostAddress());
        return new Origin(address, idents, username(user), told);
    }
}
