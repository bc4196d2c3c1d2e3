package im.isthmus.irc.address;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.JidEscaping;

/**
 * A place on IRC as the localpart of a JID names it: {@code #channel%network}, {@code nick%network}
 * or {@code network}. Names are escaped by XEP-0106; the network begins after the last {@code %},
 * so channel names may have that character.
 */
public sealed interface IrcAddress {
    /** The name of the network: one of the configuration, or a host. */
    String network();

    /** The localpart that stands for this address. */
    String localpart();

    /** A channel. */
    record Channel(String name, String network) implements IrcAddress {
        @Override
        public String localpart() {
            return JidEscaping.escape(name) + '%' + network;
        }
    }

    /** A person or service, known by nick. */
    record Nick(String nick, String network) implements IrcAddress {
        @Override
        public String localpart() {
            return JidEscaping.escape(nick) + '%' + network;
        }
    }

    /** A network as a whole: its console. */
    record Network(String network) implements IrcAddress {
        @Override
        public String localpart() {
            return network;
        }
    }

    /**
     * Reads a localpart. Which of the three it is can be told before there is a connection: no nick
     * begins with one of the four sigils of channels (RFC 2812 section 1.3).
     *
     * @throws InvalidJidException with a sentence for the user if IRC can have no such name
     */
    static IrcAddress parse(String localpart) throws InvalidJidException {
        int percent = localpart.lastIndexOf('%');
        String network = IrcNames.checkedNetwork(localpart.substring(percent + 1));
        if (percent < 0) {
            return new Network(network);
        }
        String name = JidEscaping.unescape(localpart.substring(0, percent));
        return IrcNames.isChannel(name)
                ? new Channel(IrcNames.checkedChannel(name), network)
                : new Nick(IrcNames.checkedNick(name), network);
    }
}
