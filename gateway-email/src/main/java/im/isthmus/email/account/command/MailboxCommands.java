package im.isthmus.email.account.command;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.email.account.MailAccounts;
import im.isthmus.email.account.watch.Errand;
import im.isthmus.email.account.watch.Roles;
import im.isthmus.email.account.watch.Watch;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.imap.Folder;
import im.isthmus.email.imap.ImapException;
import im.isthmus.email.imap.OpenFolder;
import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.account.Places.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What users can do in their mailboxes beside reading and writing. */
public final class MailboxCommands {
    private static final int MOST_FOUND = 20;
    private static final int MOST_FOLDERS = 200;
    private static final int LONGEST_HEADER = 64 * 1024;

    private final Supplier<@Nullable MailAccounts> accounts;
    private final EmailTables tables;

    /**
     * @param accounts null before the gateway started
     */
    public MailboxCommands(Supplier<@Nullable MailAccounts> accounts, EmailTables tables) {
        this.accounts = accounts;
        this.tables = tables;
    }

    /** Something done to the last mail of a contact, where it lies. */
    private interface Deed {
        Step in(OpenMailbox mailbox, Place place) throws IOException, ImapException;
    }

    /** All of them. */
    public List<Command> commands() {
        Field words = new Field("words", Kind.TEXT, Text.key("Words"), true);
        return List.of(
                Command.of(
                        "folders",
                        Text.key("List the folders of my mailbox"),
                        Text.key(
                                "Lists the folders of your mailbox and how many mails are in them."),
                        Audience.REGISTERED,
                        invocation -> inMailbox(invocation, MailboxCommands::folders)),
                Command.of(
                                "search",
                                Text.key("Search my mailbox"),
                                Text.key("Finds the last mails that have these words."),
                                Audience.REGISTERED,
                                this::search)
                        .withFields(List.of(words)),
                ofContact(
                        "archive",
                        Text.key("Archive the last mail"),
                        Text.key("Moves the last mail of this contact into the archive."),
                        (mailbox, place) -> move(mailbox, place, Roles.ARCHIVE)),
                ofContact(
                        "delete",
                        Text.key("Delete the last mail"),
                        Text.key("Moves the last mail of this contact into the trash."),
                        (mailbox, place) -> move(mailbox, place, Roles.TRASH)),
                ofContact(
                        "flag",
                        Text.key("Flag the last mail"),
                        Text.key("Marks the last mail of this contact as important."),
                        (mailbox, place) -> flag(mailbox, place, true)),
                ofContact(
                        "unflag",
                        Text.key("Take the flag off the last mail"),
                        Text.key("The last mail of this contact is not important any more."),
                        (mailbox, place) -> flag(mailbox, place, false)));
    }

    private Command ofContact(String word, String name, String description, Deed deed) {
        return Command.of(
                        word,
                        name,
                        description,
                        Audience.REGISTERED,
                        invocation -> toLastMail(invocation, deed))
                .withScopes(Set.of(Scope.CONTACT));
    }

    private CompletionStage<Step> inMailbox(Invocation invocation, Errand<Step> errand) {
        MailAccounts known = accounts.get();
        Watch watch = known == null ? null : known.find(invocation.user());
        if (watch == null) {
            return Step.failed("Your mailbox is not open now.").now();
        }
        return watch.run(errand).exceptionally(MailboxCommands::failed);
    }

    private static Step failed(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return cause instanceof ImapException refused
                ? Step.failed("The mail server refuses: {0}", refused.words())
                : Step.failed("Your mailbox is not open now.");
    }

    private CompletionStage<Step> toLastMail(Invocation invocation, Deed deed) {
        String user = invocation.user().toString();
        return CompletableFuture.supplyAsync(
                        () -> place(user, invocation.address().localpart()),
                        Thread::startVirtualThread)
                .thenCompose(place ->
                        place.isEmpty()
                                ? Step.failed("There is no mail of this contact in your mailbox.")
                                        .now()
                                : inMailbox(invocation, mailbox -> at(mailbox, place.get(), deed)));
    }

    private Optional<Place> place(String user, String localpart) {
        return tables.messages()
                .lastReceived(user, localpart)
                .map(known -> Long.parseLong(known.legacyId().substring(1), Character.MAX_RADIX))
                .flatMap(mail -> tables.accounts().places().find(user, mail));
    }

    private static Step at(OpenMailbox mailbox, Place place, Deed deed)
            throws IOException, ImapException {
        OpenFolder folder = mailbox.select(place.folder());
        boolean there =
                folder.validity() == place.validity()
                        && !mailbox.states(List.of(place.uid())).isEmpty();
        return there ? deed.in(mailbox, place) : Step.failed("The mail is not there any more.");
    }

    private static Step move(OpenMailbox mailbox, Place place, Roles role)
            throws IOException, ImapException {
        Optional<Folder> folder = role.in(mailbox.folders());
        if (folder.isEmpty()) {
            return Step.failed("Your mailbox has no folder for this.");
        }
        mailbox.move(place.uid(), folder.get().name());
        return Step.done("The mail is in the folder {0} now.", folder.get().shown());
    }

    private static Step flag(OpenMailbox mailbox, Place place, boolean on)
            throws IOException, ImapException {
        mailbox.flag(List.of(place.uid()), "\\Flagged", on);
        return on ? Step.done("The mail is flagged.") : Step.done("The flag is off.");
    }

    private static Step folders(OpenMailbox mailbox) throws IOException, ImapException {
        List<List<String>> rows = new ArrayList<>();
        for (Folder folder : mailbox.folders()) {
            if (folder.canBeOpened() && rows.size() < MOST_FOLDERS) {
                rows.add(
                        List.of(
                                folder.shown(),
                                String.valueOf(mailbox.status(folder.name()).mails())));
            }
        }
        return new Step.Done(
                Text.plain(""),
                List.of(),
                new Step.Table(
                        List.of(
                                new Step.Column("folder", Text.key("Folder")),
                                new Step.Column("mails", Text.key("Mails"))),
                        rows));
    }

    private CompletionStage<Step> search(Invocation invocation) {
        String words = invocation.answers().get("words").strip();
        return inMailbox(invocation, mailbox -> found(mailbox, words));
    }

    private static Step found(OpenMailbox mailbox, String words) throws IOException, ImapException {
        List<List<String>> rows = new ArrayList<>();
        for (Folder folder : Roles.searched(mailbox.folders())) {
            mailbox.select(folder.name());
            for (long uid : mailbox.with(words).reversed()) {
                if (rows.size() < MOST_FOUND) {
                    rows.add(row(mailbox, folder, uid));
                }
            }
        }
        return rows.isEmpty() ? Step.done("No mail has these words.") : table(rows);
    }

    private static List<String> row(OpenMailbox mailbox, Folder folder, long uid)
            throws IOException, ImapException {
        byte[] header = mailbox.header(uid, LONGEST_HEADER).orElse(new byte[0]);
        MailHeader fields = MailContent.header(header, MimeLimits.standard());
        return List.of(
                fields.text("date"), fields.text("from"), fields.text("subject"), folder.shown());
    }

    private static Step table(List<List<String>> rows) {
        return new Step.Done(
                Text.plain(""),
                List.of(),
                new Step.Table(
                        List.of(
                                new Step.Column("date", Text.key("Date")),
                                new Step.Column("from", Text.key("From")),
                                new Step.Column("subject", Text.key("Subject")),
                                new Step.Column("folder", Text.key("Folder"))),
                        rows));
    }
}
