package im.isthmus.irc.person;

import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.event.ContactEvent.SoftwareTold;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.order.Asking;
import im.isthmus.irc.pending.PendingRequest;
import java.util.function.Function;

/** Asks people's programs by the client-to-client protocol: PING and VERSION. */
public final class Questions {
    private static final String MARK = "\u0001";

    private Questions() {}

    /**
     * Asks.
     *
     * @throws BackendException if it cannot be asked now
     */
    public static void ask(Links links, PersonAction action) throws BackendException {
        switch (action) {
            case PersonAction.PingPerson ping ->
                    send(links, ping, "PING", _ -> new RequestDone(ping.ref()));
            case PersonAction.AskSoftware ask ->
                    send(links, ask, "VERSION", text -> new SoftwareTold(ask.ref(), text));
        }
    }

    private static void send(
            Links links, PersonAction action, String word, Function<String, LegacyEvent> answer)
            throws BackendException {
        IrcLink link = links.existing(action.whom().address());
        if (!link.server().online()) {
            throw new BackendException(
                    new BackendFailure.Unreachable("There is no connection to this network."));
        }
        String nick = nick(link, action.whom());
        MessageRef ref = action.ref();
        String token = word.equals("PING") ? " " + link.server().labels().take(1) : "";
        Asking.ask(
                link,
                new CtcpStep(ref, nick, word, answer),
                Asking.line("PRIVMSG", nick, MARK + word + token + MARK));
    }

    private static String nick(IrcLink link, LegacyAddressee whom) throws BackendException {
        return switch (whom) {
            case LegacyAddressee.ToOccupant occupant -> occupant.nick();
            case LegacyAddressee.ToContact to -> link.addresses().nick(to.contact());
            case LegacyAddressee.ToRoom _, LegacyAddressee.ToNetwork _ ->
                    throw new BackendException(
                            new BackendFailure.BadValue("This is nobody on IRC."));
        };
    }

    /**
     * {@code NOTICE me :VERSION irssi}, between marks: the answer to one of the user's questions.
     */
    public static void answered(IrcLink link, String nick, String text) {
        String content = text.replace(MARK, "");
        int space = content.indexOf(' ');
        String word = space < 0 ? content : content.substring(0, space);
        PendingRequest asked =
                link.requests()
                        .take(
                                0,
                                each ->
                                        each instanceof CtcpStep step
                                                && step.word().equals(word)
                                                && link.server().mapping().same(step.nick(), nick));
        if (asked instanceof CtcpStep step) {
            String rest = space < 0 ? "" : content.substring(space + 1);
            link.publish(step.answer().apply(MircText.strip(rest)));
        }
    }
}
