package im.isthmus.testing.demo;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import java.util.function.Predicate;
import org.jivesoftware.smack.packet.Stanza;

/** One XMPP user and one IRC user meet in a channel, talk both ways and part. */
final class Conversation {
    static final String XMPP_NICK = "alice";
    static final String IRC_NICK = "ben";

    private final XmppClient alice;
    private final IrcUser ben;
    private final Transcript transcript;
    private final String channel;
    private final String room;

    /**
     * Both are logged in already.
     *
     * @param channel as IRC calls it
     * @param room as XMPP calls it
     */
    Conversation(
            XmppClient alice, IrcUser ben, Transcript transcript, String channel, String room) {
        this.alice = alice;
        this.ben = ben;
        this.transcript = transcript;
        this.channel = channel;
        this.room = room;
    }

    /**
     * Plays it from beginning to end.
     *
     * @throws AssertionError if somebody did not see what they should
     */
    void play() {
        meet();
        talk();
        talkAlone();
        changeSubject();
        part();
    }

    private void meet() {
        transcript.step("ben joins " + channel + " with an IRC client");
        ben.join(channel);
        transcript.step("alice enters " + room + " with an XMPP client");
        Stanza entered = alice.joinRoom(room, XMPP_NICK);
        transcript.xmppSaw(alice.await("ben in the room", from(room + "/" + IRC_NICK)));
        transcript.xmppSaw(entered);
        if (!XmppClient.xml(entered).contains("code='110'")) {
            throw new AssertionError("alice may not enter: " + XmppClient.xml(entered));
        }
        transcript.ircSaw(ben.awaitLine(":" + XMPP_NICK + "!", "JOIN", channel));
    }

    private void talk() {
        transcript.step("alice writes to the room");
        String hello = "Hello from XMPP, grüße & ☺";
        alice.sayInRoom(room, hello);
        transcript.ircSaw(ben.awaitMessage(XMPP_NICK, hello));
        transcript.xmppSaw(alice.awaitMessage(room + "/" + XMPP_NICK, hello));
        transcript.step("ben answers in the channel");
        String answer = "Hello from IRC, <b>no markup</b> here";
        ben.say(channel, answer);
        transcript.xmppSaw(alice.awaitMessage(room + "/" + IRC_NICK, answer));
    }

    private void talkAlone() {
        transcript.step("ben writes to alice alone");
        ben.say(XMPP_NICK, "Just between us");
        Stanza whisper = alice.awaitMessage("", "Just between us");
        transcript.xmppSaw(whisper);
        transcript.step("alice answers to where it came from");
        alice.send(
                "<message type='chat' to='%s'><body>Our secret</body></message>"
                        .formatted(XmppClient.escape(whisper.getFrom().toString())));
        transcript.ircSaw(ben.awaitMessage(XMPP_NICK, "Our secret"));
    }

    private void changeSubject() {
        transcript.step("ben changes the topic");
        ben.send("TOPIC " + channel + " :Two networks, one room");
        transcript.xmppSaw(alice.awaitXml("<subject>Two networks, one room</subject>"));
    }

    private void part() {
        transcript.step("alice leaves");
        alice.send("<presence type='unavailable' to='%s/%s'/>".formatted(room, XMPP_NICK));
        transcript.ircSaw(
                ben.await(
                        "alice leave",
                        line ->
                                line.contains(":" + XMPP_NICK + "!")
                                        && (IrcUser.command(line).equals("PART")
                                                || IrcUser.command(line).equals("QUIT"))));
        transcript.xmppSaw(alice.awaitXml("type='unavailable'", "code='110'"));
    }

    private static Predicate<Stanza> from(String jid) {
        return stanza -> jid.equals(String.valueOf(stanza.getFrom()));
    }
}
