package im.isthmus.core.command.user;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.command.Owners;
import im.isthmus.core.preference.CorePreferences;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.session.Session;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Preferences, as users see and change them. */
public final class Settings {
    private final Preferences preferences;
    private final Owners owners;

    public Settings(Preferences preferences, Owners owners) {
        this.preferences = preferences;
        this.owners = owners;
    }

    public List<Command> commands() {
        return List.of(
                Command.of(
                        "settings",
                        "Change my settings",
                        "Shows what you can set to your liking, and changes it.",
                        Audience.USERS,
                        invocation ->
                                form(
                                        invocation,
                                        Text.of("Change my settings"),
                                        preferences.known())),
                Command.of(
                        "language",
                        "Choose my language",
                        "Chooses the language in which the gateway speaks to you.",
                        Audience.USERS,
                        invocation ->
                                form(
                                        invocation,
                                        Text.of("Choose my language"),
                                        List.of(CorePreferences.LANGUAGE))));
    }

    private CompletionStage<Step> form(
            Invocation invocation, Text title, List<Preference<?>> shown) {
        List<Field> fields =
                shown.stream().map(preference -> now(invocation.user(), preference)).toList();
        return new Step.Ask(title, Text.EMPTY, fields, true, this::store).now();
    }

    /** Rooms that can carry something else by it say so before the end. */
    private CompletionStage<Step> store(Invocation invocation) {
        Jid user = invocation.user();
        return asOwner(user, session -> session.rooms().abilities())
                .thenCompose(before ->
                        preferences
                                .set(user, invocation.answers().values())
                                .thenCompose(_ -> asOwner(user, session -> told(session, before))));
    }

    private static Step told(Session session, Map<LegacyRoom, Set<Ability>> before) {
        session.rooms().events().carriedBefore(before);
        return Step.done("Your settings are stored.");
    }

    private <T> CompletableFuture<T> asOwner(Jid user, Function<Session, T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        owners.asOwner(
                user,
                session -> {
                    var _ = result.completeAsync(() -> task.apply(session), Runnable::run);
                });
        return result;
    }

    /** The field with what holds now instead of what holds for others. */
    private Field now(Jid user, Preference<?> preference) {
        Field field = preference.field();
        return new Field(
                field.name(),
                field.kind(),
                field.label(),
                field.required(),
                preferences.stored(user, preference),
                field.options());
    }
}
