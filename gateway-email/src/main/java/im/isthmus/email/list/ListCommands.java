package im.isthmus.email.list;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Text;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.store.list.ListWishes;
import im.isthmus.email.store.list.ListWishes.Wish;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What users can tell the contact of a mailing list to do. */
public final class ListCommands {
    private static final String DELIVERY = "delivery";

    private final ListWishes wishes;
    private final Unsubscription unsubscription;
    private final Consumer<String> changed;

    /**
     * @param changed told of every user who wants to have a list in another way, by bare JID
     */
    public ListCommands(
            ListWishes wishes, Unsubscription unsubscription, Consumer<String> changed) {
        this.wishes = wishes;
        this.unsubscription = unsubscription;
        this.changed = changed;
    }

    /** All of them. */
    public List<Command> all() {
        return List.of(
                Command.of(
                                "list",
                                Text.key("Choose how a mailing list comes"),
                                Text.key(
                                        "Its mails come each on its own, in a digest, or not at all."),
                                Command.Audience.USERS,
                                Handler.blocking(this::ask))
                        .withScopes(Set.of(Command.Scope.CONTACT)),
                Command.of(
                                "unsubscribe",
                                Text.key("Unsubscribe from a mailing list"),
                                Text.key("Asks the list to send no more mails."),
                                Command.Audience.USERS,
                                Handler.blocking(this::unsubscribe))
                        .withScopes(Set.of(Command.Scope.CONTACT)));
    }

    private Step ask(Invocation invocation) {
        if (!isList(invocation)) {
            return Step.failed("This contact is no mailing list.");
        }
        Wish now = wishes.of(invocation.user().toString(), invocation.address().localpart());
        List<Option> options =
                List.of(
                        new Option(Wish.EACH.word(), Text.key("Each mail on its own")),
                        new Option(
                                Wish.AWAY.word(),
                                Text.key("Each mail while I am available, else a digest")),
                        new Option(Wish.DIGEST.word(), Text.key("A digest")),
                        new Option(Wish.MUTED.word(), Text.key("Nothing")));
        return new Step.Ask(
                Text.of("Mailing list"),
                Text.EMPTY,
                List.of(
                        new Field(
                                DELIVERY,
                                Kind.CHOICE,
                                Text.key("Mails of this list"),
                                true,
                                now.word(),
                                options)),
                true,
                Handler.blocking(this::set));
    }

    private Step set(Invocation invocation) {
        Wish wish = Wish.of(invocation.answers().get(DELIVERY));
        wishes.set(invocation.user().toString(), invocation.address().localpart(), wish);
        changed.accept(invocation.user().toString());
        return Step.done("It is set.");
    }

    private Step unsubscribe(Invocation invocation) {
        if (!isList(invocation)) {
            return Step.failed("This contact is no mailing list.");
        }
        Jid user = invocation.user();
        String localpart = invocation.address().localpart();
        return unsubscription
                .way(user.toString(), localpart)
                .map(way ->
                        Step.confirm(
                                Text.of("Shall {0} be asked to send no more mails?", localpart),
                                Handler.blocking(
                                        _ -> unsubscription.go(invocation.requester(), way))))
                .orElseGet(() ->
                        Step.failed("The last mail of this list does not say how to leave it."));
    }

    private static boolean isList(Invocation invocation) {
        try {
            return MailContact.parse(invocation.address().localpart())
                    instanceof MailContact.MailingList;
        } catch (InvalidJidException e) {
            return false;
        }
    }
}
