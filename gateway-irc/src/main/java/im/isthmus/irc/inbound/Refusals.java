package im.isthmus.irc.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.talking.ChannelQueries.Kind;
import im.isthmus.irc.pending.PendingMessage;
import im.isthmus.irc.pending.PendingRequest;
import java.time.Duration;

/** What the network refuses: finds what the user had asked for, and tells why it cannot be. */
final class Refusals {
    private static final Duration SOON = Duration.ofSeconds(30);

    private Refusals() {}

    /** Most are {@code numeric me subject :text}, the subject being a channel or a nick. */
    static void refused(IrcLink link, IrcMessage message) {
        Refusal refusal = Refusal.BY_NUMERIC.get(message.command());
        String subject = message.param(1);
        boolean nobody =
                message.command().equals("401") && link.whois().gone(link.server().fold(subject));
        boolean ours = subject.equals("USERHOST") && link.watch().undescribed();
        boolean out = message.command().equals("442") && link.joining().isOut(subject);
        if (refusal == null || nobody || ours || out || isAboutModes(link, message, subject)) {
            return;
        }
        BackendFailure failure = refusal.failure().apply(text(message));
        long label = link.server().labels().of(message);
        for (Refusal.What what : refusal.whats()) {
            if (refuse(link, what, label, subject, failure)) {
                return;
            }
        }
        link.console().answer(message);
    }

    /**
     * An error of no number that is known here: its label tells what it is about, or its subject.
     */
    static boolean unknown(IrcLink link, IrcMessage message) {
        char kind = message.command().charAt(0);
        if (kind != '4' && kind != '5') {
            return false;
        }
        long label = link.server().labels().of(message);
        String subject = message.param(1);
        BackendFailure failure = new BackendFailure.Rejected(text(message));
        return label != 0
                ? isLabeled(link, label, failure)
                : link.joining().refused(subject, new BackendFailure.NotAllowed(text(message)))
                        || request(link, label, subject, failure);
    }

    private static boolean isLabeled(IrcLink link, long label, BackendFailure failure) {
        return label != 0
                && (refuse(link, Refusal.What.MESSAGE, label, "", failure)
                        || refuse(link, Refusal.What.REQUEST, label, "", failure));
    }

    /** {@code FAIL command code context :text} (IRCv3 standard-replies). */
    static void fail(IrcLink link, IrcMessage message) {
        BackendFailure failure = new BackendFailure.Rejected(text(message));
        long label = link.server().labels().of(message);
        boolean known = isLabeled(link, label, failure);
        if (message.param(0).equals("CHATHISTORY")) {
            // FAIL CHATHISTORY code subcommand target: that there is no history is no news.
            link.history().refused(message.param(3));
            link.missed().refused(message.param(2), message.param(3));
        } else if (message.param(0).equals("METADATA")) {
            // That it does not take what we would like to know or show is no news either.
            link.console().answer(message);
        } else if (!known && !isRedaction(link, message, failure) && !isAccount(link, message)) {
            link.console().tell(text(message));
        }
    }

    private static boolean isAccount(IrcLink link, IrcMessage fail) {
        boolean about = fail.param(0).equals("REGISTER") || fail.param(0).equals("VERIFY");
        return about && link.account().refused(text(fail));
    }

    /** {@code FAIL REDACT code target msgid :text}, where answers have no labels. */
    private static boolean isRedaction(IrcLink link, IrcMessage fail, BackendFailure failure) {
        String msgid = fail.param(3);
        PendingRequest request =
                fail.param(0).equals("REDACT")
                        ? link.requests()
                                .take(
                                        0,
                                        each ->
                                                each instanceof PendingRequest.Redact redact
                                                        && redact.msgid().equals(msgid))
                        : null;
        if (request != null) {
            link.publish(request.refused(failure));
        }
        return request != null;
    }

    /** {@code 470 me #asked #other :text}: the network puts the user into another channel. */
    static void forwarded(IrcLink link, IrcMessage message) {
        String other = message.param(2);
        LegacyRoom room =
                link.server().supports().isChannel(other) ? link.addresses().room(other) : null;
        String text = text(message);
        BackendFailure failure =
                room == null
                        ? new BackendFailure.NotAllowed(text)
                        : new BackendFailure.Moved(text, room.localpart());
        // The JOIN to the other channel follows, and with it the invitation.
        if (!link.joining().refused(message.param(1), failure)) {
            link.console().answer(message);
        }
    }

    /** {@code 263 me command :text}: the network is busy and does not say with whom. */
    static void tryAgain(IrcLink link, IrcMessage message) {
        BackendFailure failure = new BackendFailure.Temporary(text(message), SOON);
        String command = message.param(1);
        boolean known =
                command.equals("JOIN")
                        ? link.joining().refusedOne(failure)
                        : request(link, link.server().labels().of(message), command, failure);
        if (!known) {
            link.console().answer(message);
        }
    }

    private static boolean refuse(
            IrcLink link, Refusal.What what, long label, String subject, BackendFailure failure) {
        return switch (what) {
            case JOIN -> link.joining().refused(subject, failure);
            case MESSAGE -> message(link, label, subject, failure);
            case REQUEST -> request(link, label, subject, failure);
            case NICK -> nick(link, label, subject, failure);
        };
    }

    private static boolean message(
            IrcLink link, long label, String subject, BackendFailure failure) {
        PendingMessage message = link.messages().refused(label, subject, link.server().mapping());
        if (message != null && message.fail()) {
            link.publish(new MessageFailed(message.to(), message.ref(), failure));
        }
        return message != null || (label != 0 && request(link, label, "", failure));
    }

    private static boolean request(
            IrcLink link, long label, String subject, BackendFailure failure) {
        CaseMapping mapping = link.server().mapping();
        PendingRequest request =
                link.requests()
                        .take(
                                label,
                                each ->
                                        switch (each) {
                                            case PendingRequest.Topic topic ->
                                                    mapping.same(topic.channel(), subject);
                                            case PendingRequest.Kick kick ->
                                                    mapping.same(kick.channel(), subject)
                                                            || mapping.same(kick.nick(), subject);
                                            case PendingRequest.Invite invite ->
                                                    mapping.same(invite.channel(), subject)
                                                            || mapping.same(invite.nick(), subject);
                                            case PendingRequest.NewNick _,
                                                    PendingRequest.React _,
                                                    PendingRequest.Redact _ ->
                                                    false;
                                            case PendingRequest.Step step ->
                                                    step.isAbout(subject, mapping);
                                        });
        if (request != null) {
            link.publish(request.refused(failure));
        }
        return request != null;
    }

    private static boolean nick(IrcLink link, long label, String subject, BackendFailure failure) {
        if (link.server().supports().isChannel(subject)) {
            return false;
        }
        PendingRequest request =
                link.requests().take(label, each -> each instanceof PendingRequest.NewNick);
        if (request != null) {
            link.publish(request.refused(failure));
        }
        boolean forGood =
                failure instanceof BackendFailure.BadValue
                        || failure instanceof BackendFailure.NotAllowed;
        return request != null || link.nick().regain().refused(subject, forGood);
    }

    /** The answer to our own question about a channel that the user has left meanwhile. */
    private static boolean isAboutModes(IrcLink link, IrcMessage message, String subject) {
        boolean can = message.command().equals("403") || message.command().equals("442");
        return can
                && link.channel(subject) == null
                && link.channelQueries().answered(Kind.MODE, subject);
    }

    private static String text(IrcMessage message) {
        return MircText.strip(message.lastParam());
    }
}
