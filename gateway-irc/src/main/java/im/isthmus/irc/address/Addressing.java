package im.isthmus.irc.address;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.address.LegacyAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which localparts stand for what. A gateway to all of IRC names the network in each; one that is
 * fixed to a single network does without: {@code #channel} and {@code nick} are all there is, and
 * the gateway itself is the network. {@code %} means nothing there.
 */
public final class Addressing {
    private final String fixed;

    private Addressing(String fixed) {
        this.fixed = fixed;
    }

    /** For any number of networks. */
    public static Addressing many() {
        return new Addressing("");
    }

    /** For one network, by its name in the configuration. */
    public static Addressing fixed(String network) {
        return new Addressing(network);
    }

    /** Whether there is but one network. */
    public boolean isFixed() {
        return !fixed.isEmpty();
    }

    /**
     * Reads a localpart, which is empty for the gateway itself.
     *
     * @throws InvalidJidException with a sentence for the user if IRC can have no such name
     */
    public IrcAddress parse(String localpart) throws InvalidJidException {
        if (!isFixed()) {
            return IrcAddress.parse(localpart);
        }
        if (localpart.isEmpty()) {
            return new IrcAddress.Network(fixed);
        }
        String name = JidEscaping.unescape(localpart);
        return IrcNames.isChannel(name)
                ? new IrcAddress.Channel(IrcNames.checkedChannel(name), fixed)
                : new IrcAddress.Nick(IrcNames.checkedNick(name), fixed);
    }

    /** The localpart that stands for an address; empty for the one network that there is. */
    public String localpart(IrcAddress address) {
        return !isFixed()
                ? address.localpart()
                : switch (address) {
                    case IrcAddress.Channel channel -> JidEscaping.escape(channel.name());
                    case IrcAddress.Nick nick -> JidEscaping.escape(nick.nick());
                    case IrcAddress.Network _ -> "";
                };
    }

    /** What settings of an address are kept under: the same whether or not the network is fixed. */
    public String key(LegacyAddress address) {
        try {
            return isFixed() ? parse(address.localpart()).localpart() : address.localpart();
        } catch (InvalidJidException _) {
            return address.localpart();
        }
    }

    /** The localpart as a client will send it back, if it comes back as the same kind. */
    public @Nullable String prepared(IrcAddress address) {
        try {
            String localpart = Jid.of(localpart(address), "localhost", "").local();
            return parse(localpart).getClass() == address.getClass() ? localpart : null;
        } catch (InvalidJidException _) {
            // Such as a nick of symbols; the caller finds another way.
            return null;
        }
    }
}
