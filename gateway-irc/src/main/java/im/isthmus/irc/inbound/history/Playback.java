package im.isthmus.irc.inbound.history;

import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.RoomReport.SubjectWas;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.irc.batch.Batch;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.inbound.tagged.Redactions;
import im.isthmus.irc.inbound.tagged.TagMessages;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.history.HistoryPage;
import im.isthmus.irc.spoken.ServerTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What was said before, as the network repeats it (IRCv3 chathistory batch). */
public final class Playback {
    private final Reader reader;
    private final BiConsumer<IrcLink, IrcMessage> talk;

    /** Reads what somebody once said in a channel. */
    @FunctionalInterface
    public interface Reader {
        /** The message; null if it says nothing, or not when. */
        @Nullable RoomMessage read(IrcLink link, JoinedChannel channel, IrcMessage message);
    }

    /**
     * @param talk takes what somebody once said to the user alone
     */
    public Playback(Reader reader, BiConsumer<IrcLink, IrcMessage> talk) {
        this.reader = reader;
        this.talk = talk;
    }

    /** What was said between somebody and the user alone, if it is asked for and was not heard. */
    private void alone(IrcLink link, Batch batch) {
        if (!link.missed().isAsked(batch.param(0))) {
            return;
        }
        for (IrcMessage line : batch.lines()) {
            if (!link.missed().hear(line)) {
                continue;
            }
            switch (line.command()) {
                case "TAGMSG" -> {
                    boolean _ = TagMessages.react(link, line);
                }
                case "REDACT" -> Redactions.redact(link, line);
                default -> talk.accept(link, line);
            }
        }
        link.missed().arrived(batch);
    }

    /** Takes a whole page. Who came and went then is no news now. */
    public void take(IrcLink link, Batch batch) {
        String target = batch.param(0);
        JoinedChannel channel = link.channel(target);
        if (channel == null) {
            alone(link, batch);
            return;
        }
        List<RoomMessage> said = new ArrayList<>();
        List<HistoryPage.Deed> done = new ArrayList<>();
        for (IrcMessage line : batch.lines()) {
            Instant time = ServerTime.of(line);
            switch (line.command()) {
                case "PRIVMSG", "NOTICE" -> {
                    RoomMessage message = reader.read(link, channel, line);
                    if (message != null && !isReaction(line)) {
                        said.add(message);
                    } else if (message != null && time != null) {
                        done.add(reaction(link, line, time));
                    }
                }
                case "TAGMSG" -> {
                    if (time != null) {
                        done.add(reaction(link, line, time));
                    }
                }
                case "REDACT" -> done.add(redaction(link, line, time));
                case "TOPIC" -> {
                    if (time != null) {
                        done.add(topic(link, channel, line, time));
                    }
                }
                default -> {}
            }
        }
        link.history().arrived(channel, new HistoryPage(said, done, lines(batch), oldest(batch)));
    }

    private static HistoryPage.Deed reaction(IrcLink link, IrcMessage line, Instant time) {
        return new HistoryPage.Deed(
                time,
                null,
                () -> {
                    boolean _ = TagMessages.react(link, line);
                });
    }

    private static HistoryPage.Deed redaction(
            IrcLink link, IrcMessage line, @Nullable Instant time) {
        return new HistoryPage.Deed(
                time == null ? Instant.MAX : time,
                line.param(1),
                () -> Redactions.redact(link, line));
    }

    private static HistoryPage.Deed topic(
            IrcLink link, JoinedChannel channel, IrcMessage line, Instant time) {
        var subject = new Subject(MircText.strip(line.param(1)), line.nick(), time);
        return new HistoryPage.Deed(
                time, null, () -> link.publish(new SubjectWas(channel.room(), subject)));
    }

    /** For clients without reactions some repeat them as words (IRCv3 draft/react). */
    private static boolean isReaction(IrcMessage line) {
        return line.param(1).equals(line.tag("+draft/react"));
    }

    /** What belongs to another line does not count towards what was asked for. */
    private static int lines(Batch batch) {
        long lines =
                batch.lines().stream()
                        .filter(line -> line.tag("draft/chathistory-context") == null)
                        .count();
        return (int) lines;
    }

    private static @Nullable HistoryPoint oldest(Batch batch) {
        HistoryPoint oldest = null;
        for (IrcMessage line : batch.lines()) {
            Instant time = ServerTime.of(line);
            if (time != null && (oldest == null || time.isBefore(oldest.time()))) {
                oldest = new HistoryPoint(line.tag("msgid"), time);
            }
        }
        return oldest;
    }
}
