package im.isthmus.irc.inbound.watch;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.util.Arrays;
import java.util.List;

/** Who of the user's contacts comes and goes (IRCv3 monitor; ISON where that is not to be had). */
public final class Monitors {
    private Monitors() {}

    /** {@code 730 me :nick!user@host,nick!user@host}. */
    public static void online(IrcLink link, IrcMessage message) {
        words(message.param(1), ",").forEach(each -> link.watch().online(nick(each)));
    }

    /** {@code 731 me :nick,nick}. */
    public static void offline(IrcLink link, IrcMessage message) {
        words(message.param(1), ",").forEach(each -> link.watch().offline(nick(each)));
    }

    /** {@code 734 me limit nick,nick :text}. */
    public static void full(IrcLink link, IrcMessage message) {
        words(message.param(2), ",").forEach(each -> link.watch().refused(nick(each)));
    }

    /** {@code 303 me :nick nick}. */
    public static void present(IrcLink link, IrcMessage message) {
        if (!link.watch().present(words(message.param(1), " "))) {
            link.console().answer(message);
        }
    }

    /** {@code 302 me :nick=+user@host nick*=-user@host}: a star for operators. */
    public static void described(IrcLink link, IrcMessage message) {
        if (!link.watch().described(words(message.param(1), " "))) {
            link.console().answer(message);
        }
    }

    private static List<String> words(String list, String separator) {
        return Arrays.stream(list.split(separator, -1)).filter(each -> !each.isEmpty()).toList();
    }

    private static String nick(String mask) {
        int bang = mask.indexOf('!');
        return bang < 0 ? mask : mask.substring(0, bang);
    }
}
