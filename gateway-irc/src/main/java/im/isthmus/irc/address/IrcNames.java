package im.isthmus.irc.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.text.Text;

/** Which names IRC can have at all; a server may allow fewer. */
public final class IrcNames {
    /** So that the name still fits into a line with a command before and a key after it. */
    private static final int MAX_BYTES = 300;

    private static final String SIGILS = "#&+!";

    /** Never in a nick: what delimits other things and what begins a server mask. */
    private static final String NOT_IN_NICKS = " ,!@$:%";

    private IrcNames() {}

    /** Whether a name is a channel's by its first character, as far as known before connecting. */
    public static boolean isChannel(String name) {
        return !name.isEmpty() && SIGILS.indexOf(name.charAt(0)) >= 0;
    }

    /**
     * The channel name itself (RFC 2812 section 1.3).
     *
     * @throws InvalidJidException with a sentence for the user
     */
    public static String checkedChannel(String name) throws InvalidJidException {
        if (name.indexOf(' ') >= 0 || name.indexOf(',') >= 0) {
            throw new InvalidJidException("A channel name cannot have a space or a comma.");
        }
        return checked(Text.of("A channel name"), name);
    }

    /**
     * The nick itself.
     *
     * @throws InvalidJidException with a sentence for the user
     */
    public static String checkedNick(String nick) throws InvalidJidException {
        if (nick.isEmpty()) {
            throw new InvalidJidException("There is no channel or nick before the '%'.");
        }
        for (int i = 0; i < nick.length(); i++) {
            if (NOT_IN_NICKS.indexOf(nick.charAt(i)) >= 0) {
                throw new InvalidJidException("A nick cannot have '{0}' in it.", nick.charAt(i));
            }
        }
        if (isChannel(nick)) {
            throw new InvalidJidException(
                    "A nick cannot begin with '{0}' as channels do.", nick.charAt(0));
        }
        return checked(Text.of("A nick"), nick);
    }

    /**
     * The name of a network itself: letters, digits, dots, hyphens and underscores.
     *
     * @throws InvalidJidException with a sentence for the user
     */
    static String checkedNetwork(String network) throws InvalidJidException {
        boolean edged = network.startsWith(".") || network.startsWith("-");
        if (network.isEmpty() || edged || network.contains("..")) {
            throw new InvalidJidException("The IRC network's name is missing or no host name.");
        }
        for (int i = 0; i < network.length(); i++) {
            char c = network.charAt(i);
            if (!Character.isLetterOrDigit(c) && "._-".indexOf(c) < 0) {
                throw new InvalidJidException("The IRC network's name cannot have '{0}' in it.", c);
            }
        }
        return checked(Text.of("The IRC network's name"), network);
    }

    private static String checked(Text what, String name) throws InvalidJidException {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                throw new InvalidJidException("{0} cannot have control characters.", what);
            }
        }
        if (name.length() > MAX_BYTES / 3 && name.getBytes(UTF_8).length > MAX_BYTES) {
            throw new InvalidJidException("{0} is longer than {1} bytes.", what, MAX_BYTES);
        }
        return name;
    }
}
