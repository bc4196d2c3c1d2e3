package im.isthmus.irc.inbound.history;

import im.isthmus.core.backend.LegacyEvent.RoomMessage;
import im.isthmus.irc.batch.Batch;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** What somebody said to the user alone, if it is asked for and was not heard. */
    private void alone(IrcLink link, Batch batch) {
        if (!link.missed().isAsked(batch.param(0))) {
            return;
        }
        for (IrcMessage line : batch.lines()) {
            boolean own = link.server().isMe(line.nick());
            if (!own && link.missed().hear(line)) {
                talk.accept(link, line);
            }
        }
        link.missed().arrived(batch);
    }

    /** Takes a whole page. */
    public void take(IrcLink link, Batch batch) {
        String target = batch.param(0);
        JoinedChannel channel = link.channel(target);
        if (channel == null) {
            alone(link, batch);
            return;
        }
        Set<String> redacted = new HashSet<>();
        List<RoomMessage> said = new ArrayList<>();
        for (IrcMessage line : batch.lines()) {
            switch (line.command()) {
                case "PRIVMSG", "NOTICE" -> {
                    RoomMessage message = reader.read(link, channel, line);
                    if (message != null) {
                        said.add(message);
                    }
                }
                case "REDACT" -> redacted.add(line.param(1));
                // Who came and went then is no news now.
                default -> {}
            }
        }
        said.removeIf(
                message -> message.legacyId() != null && redacted.contains(message.legacyId()));
        // What belongs to another line does not count towards what was asked for.
        long lines =
                batch.lines().stream()
                        .filter(line -> line.tag("draft/chathistory-context") == null)
                        .count();
        link.history().arrived(target, said, (int) lines);
    }
}
