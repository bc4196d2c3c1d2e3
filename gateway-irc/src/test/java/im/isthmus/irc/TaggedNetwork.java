package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.event.RoomReport.AbilitiesChanged;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.MessageId;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Juliet in a channel of a modern network, and what people there do to messages. */
abstract class TaggedNetwork extends ScriptedNetwork {
    protected static final LegacyRoom ROOM = room("#balcony");
    protected static final LegacyAddressee TO_ROOM = new ToRoom(ROOM);

    protected FakeIrcClient client;

    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT.withCapabilities(
                "message-tags batch echo-message labeled-response server-time"
                        + " draft/message-redaction"
                        + " draft/multiline=max-bytes=1000,max-lines=6");
    }

    @BeforeEach
    final void start() {
        server.script((c, line) ->
                line.contains("PRIVMSG")
                        || line.contains("TAGMSG")
                        || line.contains("REDACT")
                        || line.contains("BATCH"));
        client = enter();
        // Nobody could know before what the network can carry.
        juliet.await(AbilitiesChanged.class);
    }

    protected final void says(String nick, String msgid, String text) {
        client.send("@msgid=" + msgid + " :" + nick + "!u@h PRIVMSG #balcony :" + text);
    }

    protected final void react(String id, String msgid, List<String> emojis) {
        juliet.act(
                new MessageAction.React(
                        TO_ROOM, juliet.ref(id), new MessageId(msgid, msgid), emojis));
    }

    protected final void echo(String sent, String msgid, String text) {
        client.send(
                "@label="
                        + label(sent)
                        + ";msgid="
                        + msgid
                        + " :"
                        + client.mask()
                        + " PRIVMSG #balcony :"
                        + text);
    }

    protected final void comesBack(String sent, String line) {
        client.send(sent.substring(0, sent.indexOf(' ')) + " :" + client.mask() + " " + line);
    }

    protected static final String label(String line) {
        String tags = line.substring(1, line.indexOf(' '));
        return tags.replaceAll(".*\\blabel=([^;]*).*", "$1");
    }
}
