package im.isthmus.testing.demo;

import im.isthmus.testing.client.XmppClient;
import java.io.PrintStream;
import java.util.Locale;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;

/** Tells the reader, line by line, what each side of the conversation did and saw. */
final class Transcript {
    private final PrintStream out;
    private String step = "start";

    Transcript(PrintStream out) {
        this.out = out;
    }

    /** What somebody is about to do, in words. */
    void step(String what) {
        step = what;
        out.println();
        out.println(what);
    }

    /** The last step begun, for failure messages. */
    String step() {
        return step;
    }

    /** What arrived at the IRC user, as on the wire. */
    void ircSaw(String line) {
        out.printf(Locale.ROOT, "    %-5s IRC  %s%n", Conversation.IRC_NICK, line);
    }

    /** What arrived at the XMPP user, without what only programs read. */
    void xmppSaw(Stanza stanza) {
        out.printf(Locale.ROOT, "    %-5s XMPP %s%n", Conversation.XMPP_NICK, description(stanza));
    }

    private static String description(Stanza stanza) {
        String from = String.valueOf(stanza.getFrom());
        if (!(stanza instanceof Message message)) {
            return XmppClient.xml(stanza);
        }
        return message.getBody() == null
                ? from + " sets the subject: " + message.getSubject()
                : from + " writes (" + message.getType() + "): " + message.getBody();
    }
}
