package im.isthmus.irc.outbound;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageAccepted;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.MalformedLineException;
import im.isthmus.irc.network.IrcLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Raw lines that the user types to a network; each is checked as any other line is. */
final class ConsoleLines {
    private static final int MAX_LINES = 10;

    /** What the gateway does itself; done twice it breaks the connection. */
    private static final Set<String> OURS =
            Set.of("PASS", "USER", "CAP", "AUTHENTICATE", "PING", "PONG", "SERVER", "WEBIRC");

    private ConsoleLines() {}

    static void send(IrcLink link, SendMessage action) throws BackendException {
        List<IrcMessage> lines = parse(action.body());
        IrcMessage first = lines.getFirst();
        if (first.command().equals("QUIT")) {
            link.lifecycle().quit(first.param(0));
            accepted(link, action);
            return;
        }
        if (!link.server().online()) {
            link.waiting().add(action, action.to(), action.ref());
            return;
        }
        link.console().asked();
        link.lifecycle().talked();
        for (IrcMessage line : lines) {
            link.server().send(line);
            link.nick().typed(line);
            link.talk().typed(line);
        }
        accepted(link, action);
    }

    private static void accepted(IrcLink link, SendMessage action) {
        link.publish(new MessageAccepted(action.to(), action.ref(), null));
    }

    private static List<IrcMessage> parse(String body) throws BackendException {
        List<IrcMessage> lines = new ArrayList<>();
        for (String line : body.lines().toList()) {
            if (!line.isBlank()) {
                lines.add(parseOne(line.strip()));
            }
        }
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw Outbound.badValue("Type a command of IRC, such as WHOIS nick.");
        }
        return lines;
    }

    private static IrcMessage parseOne(String line) throws BackendException {
        String bare = line.startsWith("/") ? line.substring(1) : line;
        try {
            IrcMessage typed = IrcMessage.parse(bare);
            if (OURS.contains(typed.command())) {
                throw new BackendException(
                        new BackendFailure.NotAllowed(
                                Text.of("The gateway takes care of {0} itself.", typed.command())));
            }
            return IrcMessage.of(typed.command(), typed.params().toArray(String[]::new));
        } catch (MalformedLineException | IllegalArgumentException e) {
            throw Outbound.badValue("This is no line of IRC. Type for example WHOIS nick.");
        }
    }
}
