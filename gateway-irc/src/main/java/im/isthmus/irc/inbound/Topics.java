package im.isthmus.irc.inbound;

import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.LegacyEvent.SubjectChanged;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;
import im.isthmus.irc.spoken.ServerTime;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The topic of a channel, at entering and when it changes: TOPIC and 331 to 333. */
final class Topics {
    private final InstantSource clock;

    Topics(InstantSource clock) {
        this.clock = clock;
    }

    void topic(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(0));
        if (channel == null) {
            return;
        }
        Instant time = ServerTime.of(message);
        var subject =
                new Subject(
                        MircText.strip(message.param(1)),
                        message.nick(),
                        time == null ? clock.instant() : time);
        MessageRef ref = link.server().isMe(message.nick()) ? asked(link, message, channel) : null;
        channel.subject(subject);
        link.publish(channel, new SubjectChanged(channel.room(), subject, ref));
    }

    private static @Nullable MessageRef asked(
            IrcLink link, IrcMessage message, JoinedChannel channel) {
        PendingRequest done =
                link.requests()
                        .take(
                                link.server().labels().of(message),
                                request ->
                                        request instanceof PendingRequest.Topic topic
                                                && topic.room().equals(channel.room()));
        return done instanceof PendingRequest.Topic topic ? topic.ref() : null;
    }

    /** {@code 332 me #channel :topic}. */
    void currentTopic(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        if (channel == null || channel.complete()) {
            link.console().answer(message);
        } else {
            channel.subject(new Subject(MircText.strip(message.param(2)), null, null));
        }
    }

    /** {@code 333 me #channel setter seconds}. */
    void topicSetter(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        Subject subject = channel == null ? null : channel.subject();
        if (channel == null || channel.complete() || subject == null) {
            link.console().answer(message);
        } else {
            String setter = message.param(2);
            int bang = setter.indexOf('!');
            channel.subject(
                    new Subject(
                            subject.text(),
                            bang < 0 ? setter : setter.substring(0, bang),
                            seconds(message.param(3))));
        }
    }

    /** {@code 331 me #channel :No topic is set}. */
    void noTopic(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        if (channel == null || channel.complete()) {
            link.console().answer(message);
        }
    }

    private static @Nullable Instant seconds(String text) {
        boolean numeric = !text.isEmpty() && text.length() <= 11;
        for (int i = 0; i < text.length() && numeric; i++) {
            numeric = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return numeric ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
    }
}
