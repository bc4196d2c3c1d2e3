package im.isthmus.email.inbound.letter;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.text.Text;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.KnownMessages.Known;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows the last mail of somebody as it came: with what was said before, and the signature. */
public final class WholeMails {
    /** More does not fit into every stanza. */
    private static final int LONGEST = 60_000;

    private final EmailTables tables;

    public WholeMails(EmailTables tables) {
        this.tables = tables;
    }

    /** The command at each contact. */
    public Command command() {
        return Command.of(
                        "whole",
                        Text.key("Show the whole mail"),
                        Text.key(
                                "Shows the last mail of this contact with everything that was left"
                                        + " out of the chat."),
                        Command.Audience.USERS,
                        Handler.blocking(this::step))
                .withScopes(Set.of(Command.Scope.CONTACT));
    }

    private Step step(Invocation invocation) {
        String user = invocation.user().toString();
        Optional<byte[]> mail =
                tables.messages()
                        .lastReceived(user, invocation.address().localpart())
                        .map(Known::legacyId)
                        .map(id -> Long.parseLong(id.substring(1), Character.MAX_RADIX))
                        .flatMap(id -> tables.received().bytes(id, user));
        if (mail.isEmpty()) {
            return Step.failed("There is no mail of this contact, or it is no longer kept.");
        }
        MailContent content = MailContent.read(mail.get(), MimeLimits.standard());
        MailHeader header = content.header();
        String text = LetterText.text(content);
        return new Step.Done(
                Text.plain(text.length() > LONGEST ? text.substring(0, LONGEST) : text),
                List.of(
                        new Step.Fact("from", Text.key("From"), header.text("from")),
                        new Step.Fact("to", Text.key("To"), header.text("to")),
                        new Step.Fact("subject", Text.key("Subject"), header.text("subject")),
                        new Step.Fact("date", Text.key("Date"), header.text("date"))),
                null);
    }
}
