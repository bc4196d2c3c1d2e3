package im.isthmus.core.command.user;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.store.Json;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is stored about the user: shown and forgotten. */
public final class OwnRecords {
    private static final Logger LOG = LoggerFactory.getLogger(OwnRecords.class);

    /** What fits into a stanza everywhere. */
    private static final int MAX_CHARACTERS = 100_000;

    private final PersonalRecords records;
    private final Function<Jid, CompletableFuture<Void>> erasure;

    /**
     * @param erasure forgets a user, in all tables and in the legacy network
     */
    public OwnRecords(PersonalRecords records, Function<Jid, CompletableFuture<Void>> erasure) {
        this.records = records;
        this.erasure = erasure;
    }

    public List<Command> commands() {
        return List.of(
                Command.of(
                        "export",
                        "Export my data",
                        "Shows everything that is stored about you, without secrets, as JSON.",
                        Audience.USERS,
                        Handler.blocking(this::export)),
                Command.of(
                        "erase",
                        "Erase me",
                        "Unregisters you and erases everything that is stored about you.",
                        Audience.USERS,
                        this::erase));
    }

    private Step export(Invocation invocation) {
        String json = Json.of(records.export(invocation.user()));
        if (json.length() > MAX_CHARACTERS) {
            return Step.failed(
                    "This is too much to send here. Ask the gateway's admin to export it for you.");
        }
        Step.Fact fact = new Step.Fact("export", Text.key("Your data"), json.lines().toList());
        return new Step.Done(Text.EMPTY, List.of(fact), null);
    }

    private CompletionStage<Step> erase(Invocation invocation) {
        Text sure =
                Text.of(
                        "Everything about {0} will be erased. There is no way back.",
                        invocation.user());
        return Step.confirm(sure, this::eraseNow).now();
    }

    private CompletionStage<Step> eraseNow(Invocation invocation) {
        LOG.info("user=erased user={}", invocation.user());
        return erasure.apply(invocation.user())
                .thenApply(_ -> Step.done("Everything about you is erased."));
    }
}
