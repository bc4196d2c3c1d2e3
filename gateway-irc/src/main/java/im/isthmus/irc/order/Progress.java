package im.isthmus.irc.order;

import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.ModeChange;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the network says about orders that are on their way. */
public final class Progress {
    private Progress() {}

    /** The user's own change of modes is in effect. */
    public static void changed(IrcLink link, JoinedChannel channel, List<ModeChange> changes) {
        CaseMapping mapping = link.server().mapping();
        for (ModeChange change : changes) {
            PendingRequest seen =
                    link.requests()
                            .find(each ->
                                    each instanceof ModeStep step
                                            && mapping.same(step.channel(), channel.name())
                                            && step.saw(change, mapping));
            if (seen instanceof ModeStep step && step.isComplete()) {
                settle(link, step);
            }
        }
    }

    /** {@code PONG server :token}: all that was sent before the PING has been dealt with. */
    public static void pong(IrcLink link, IrcMessage message) {
        String token = message.lastParam();
        PendingRequest fenced =
                link.requests()
                        .find(each -> each instanceof ModeStep step && step.fence().equals(token));
        if (fenced instanceof ModeStep step) {
            settle(link, step);
        }
    }

    /** {@code 367 me #channel mask setter seconds}: an entry of a list, the mode being known. */
    public static void entry(IrcLink link, IrcMessage message, char letter) {
        ListStep step = list(link, message.param(1), letter);
        if (step == null) {
            link.console().answer(message);
        } else {
            step.add(message.param(2), message.param(3));
        }
    }

    /** {@code 368 me #channel :text}: the end of a list. */
    public static void end(IrcLink link, IrcMessage message, char letter) {
        ListStep step = list(link, message.param(1), letter);
        if (step == null) {
            link.console().answer(message);
        } else {
            settle(link, step);
        }
    }

    /** {@code 697 me #channel mask b :text}: a list has it already, or has it no more (698). */
    public static void nothingNew(IrcLink link, IrcMessage message) {
        boolean own = message.params().size() > 3 && message.param(3).length() == 1;
        if (own && !link.channels().all().isEmpty()) {
            ModeChange change =
                    new ModeChange(
                            message.command().equals("697"),
                            message.param(3).charAt(0),
                            message.param(2));
            JoinedChannel channel = link.channel(message.param(1));
            if (channel != null) {
                changed(link, channel, List.of(change));
                return;
            }
        }
        link.console().answer(message);
    }

    private static @Nullable ListStep list(IrcLink link, String channel, char letter) {
        PendingRequest asked =
                link.requests()
                        .find(each ->
                                each instanceof ListStep step
                                        && step.letter() == letter
                                        && link.server().mapping().same(step.channel(), channel));
        return asked instanceof ListStep step ? step : null;
    }

    private static void settle(IrcLink link, PendingRequest.Step step) {
        var _ = link.requests().take(0, step::equals);
        step.settled();
    }
}
