package im.isthmus.email;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.text.Text;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.OutgoingMails.Backlog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows admins how many mails wait to be sent, and what is wrong with the relay. */
final class QueueCommand {
    private QueueCommand() {}

    /**
     * The command.
     *
     * @param trouble why the relay cannot be reached; empty if it can
     */
    static Command command(EmailTables tables, Supplier<String> trouble) {
        return Command.of(
                "mail-queue",
                Text.key("Show mails that wait"),
                Text.key("How many mails are not sent yet, and whether the relay lets us in."),
                Command.Audience.ADMINS,
                Handler.blocking(_ -> step(tables.outgoing().backlog(), trouble.get())));
    }

    private static Step step(Backlog backlog, String trouble) {
        List<Step.Fact> facts = new ArrayList<>();
        facts.add(new Step.Fact("waiting", Text.key("Not sent yet"), backlog.waiting()));
        facts.add(new Step.Fact("tried", Text.key("Tried before"), backlog.tried()));
        @Nullable Instant oldest = backlog.oldest();
        if (oldest != null) {
            facts.add(
                    new Step.Fact(
                            "oldest", Text.key("Oldest"), oldest.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (!trouble.isEmpty()) {
            facts.add(new Step.Fact("relay", Text.key("The relay cannot be reached"), trouble));
        }
        return new Step.Done(Text.EMPTY, facts, null);
    }
}
