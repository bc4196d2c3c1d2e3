package im.isthmus.testing.demo;

import im.isthmus.testing.client.XmppClient;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jxmpp.jid.Jid;

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

    /** What arrived in a mailbox: who wrote what about what. */
    void mailSaw(String mail) {
        List<String> lines = mail.lines().toList();
        for (String field : List.of("From:", "Subject:", "In-Reply-To:")) {
            lines.stream().filter(line -> line.startsWith(field)).findFirst().ifPresent(this::mail);
        }
        int plain = mail.indexOf("\n", mail.indexOf("Content-Transfer-Encoding:"));
        mail.substring(plain).strip().lines().findFirst().ifPresent(this::mail);
    }

    private void mail(String line) {
        out.printf(Locale.ROOT, "    %-5s mail %s%n", MailSite.USER, line);
    }

    /** What arrived at the XMPP user, without what only programs read. */
    void xmppSaw(Stanza stanza) {
        out.printf(Locale.ROOT, "    %-5s XMPP %s%n", Conversation.XMPP_NICK, description(stanza));
    }

    private static String description(Stanza stanza) {
        Jid from = stanza.getFrom();
        return switch (stanza) {
            case Presence presence when presence.getType() == Presence.Type.available ->
                    from + " is in the room" + myself(presence);
            case Presence presence when presence.getType() == Presence.Type.unavailable ->
                    from + " has left the room" + myself(presence);
            case Message message when message.getBody() != null ->
                    from + " writes (" + message.getType() + "): " + message.getBody();
            case Message message when message.getSubject() != null ->
                    from + " sets the subject: " + message.getSubject();
            default -> XmppClient.xml(stanza);
        };
    }

    /** Status code 110 marks the own presence (XEP-0045 section 7.2.2). */
    private static String myself(Presence presence) {
        return XmppClient.xml(presence).contains("code='110'") ? " (110: that is me)" : "";
    }
}
