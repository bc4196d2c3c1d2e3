package im.isthmus.irc.order;

import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.RoomAdministration.ListAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.SetAffiliation;
import im.isthmus.core.backend.event.RoomReport.Affiliated;
import im.isthmus.core.backend.event.RoomReport.AffiliationListed;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.ModeChange;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The masks that a channel keeps: who may not enter (b), whom no ban holds (e), and who may enter
 * without being asked (I).
 */
final class Bans {
    private static final char BAN = 'b';
    private static final String EXCEPTIONS = "Ie";

    private final IrcLink link;
    private final JoinedChannel channel;

    Bans(IrcLink link, JoinedChannel channel) {
        this.link = link;
        this.channel = channel;
    }

    /** Tells who may not enter. */
    void list(ListAffiliation order) throws BackendException {
        gather(order, String.valueOf(BAN), List.of(), found -> tell(order, List.of(), found));
    }

    /** Tells who belongs to the channel: those there, and those with an exception. */
    void listMembers(ListAffiliation order, List<Affiliated> there) throws BackendException {
        gather(order, exceptions(), List.of(), found -> tell(order, there, found));
    }

    /** The lists of exceptions that this network has. */
    private String exceptions() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < EXCEPTIONS.length(); i++) {
            char letter = EXCEPTIONS.charAt(i);
            if (link.server().supports().channelModes().isList(letter)) {
                letters.append(letter);
            }
        }
        return letters.toString();
    }

    private void tell(ListAffiliation order, List<Affiliated> there, List<ListStep.Mask> found) {
        List<Affiliated> all = new ArrayList<>(there);
        for (ListStep.Mask mask : found) {
            String reason = mask.setter().isEmpty() ? null : "set by " + mask.setter();
            all.add(new Affiliated(mask.mask(), null, order.affiliation(), reason));
        }
        link.publish(new AffiliationListed(order.room(), order.ref(), all));
    }

    /** Lets somebody in who is not there: an exception, if the network has such. */
    void invite(SetAffiliation order, Asking.Next done) throws BackendException {
        String lists = exceptions();
        if (lists.indexOf('I') < 0) {
            throw nobody(order.whom());
        }
        change(order, List.of(new ModeChange(true, 'I', Masks.typed(order.whom()))), done);
    }

    /** Takes every mask off that was put there for somebody. */
    void forgive(SetAffiliation order, Asking.Next done) throws BackendException {
        forgive(order, String.valueOf(BAN) + exceptions(), done);
    }

    /** One list after the other: who may lift a ban may not always see the other lists. */
    private void forgive(SetAffiliation order, String letters, Asking.Next done)
            throws BackendException {
        if (letters.isEmpty()) {
            throw new BackendException(
                    new BackendFailure.NotFound(
                            Text.of(
                                    "{0} is not here, and no mask of the channel is {0}.",
                                    order.whom())));
        }
        String typed = Masks.typed(order.whom());
        gather(
                order,
                letters.substring(0, 1),
                List.of(),
                found -> {
                    List<ModeChange> changes = new ArrayList<>();
                    for (ListStep.Mask each : found) {
                        if (Masks.isMeant(each.mask(), order.whom(), typed)) {
                            changes.add(new ModeChange(false, each.letter(), each.mask()));
                        }
                    }
                    if (changes.isEmpty()) {
                        forgive(order, letters.substring(1), done);
                    } else {
                        change(order, changes, done);
                    }
                });
    }

    private void change(SetAffiliation order, List<ModeChange> changes, Asking.Next done)
            throws BackendException {
        new ModeOrder(link, channel, order.ref()).run(changes, done);
    }

    /** What is done with the masks of some lists. */
    private interface Use {
        void of(List<ListStep.Mask> found) throws BackendException;
    }

    private void gather(
            RoomAdministration order, String letters, List<ListStep.Mask> before, Use use)
            throws BackendException {
        if (letters.isEmpty()) {
            use.of(before);
            return;
        }
        char letter = letters.charAt(0);
        Consumer<List<ListStep.Mask>> next =
                found -> {
                    List<ListStep.Mask> all = new ArrayList<>(before);
                    all.addAll(found);
                    Asking.goOn(
                            link, order.ref(), () -> gather(order, letters.substring(1), all, use));
                };
        Asking.ask(
                link,
                new ListStep(channel.name(), order.ref(), letter, next),
                IrcMessage.of("MODE", channel.name(), "+" + letter));
    }

    static BackendException nobody(String whom) {
        return new BackendException(
                new BackendFailure.NotFound(Text.of("{0} is not in this channel.", whom)));
    }
}
