package im.isthmus.core.command.user;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.Registration.Field;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.preference.CorePreferences;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Preferences, as users see and change them. */
public final class Settings {
    private final Preferences preferences;

    public Settings(Preferences preferences) {
        this.preferences = preferences;
    }

    public List<Command> commands() {
        return List.of(
                Command.of(
                        "settings",
                        "Change my settings",
                        "Shows what you can set to your liking, and changes it.",
                        Audience.USERS,
                        invocation -> form(invocation, preferences.known())),
                Command.of(
                        "language",
                        "Choose my language",
                        "Chooses the language in which the gateway speaks to you.",
                        Audience.USERS,
                        invocation -> form(invocation, List.of(CorePreferences.LANGUAGE))));
    }

    private CompletionStage<Step> form(Invocation invocation, List<Preference<?>> shown) {
        List<Field> fields =
                shown.stream().map(preference -> now(invocation.user(), preference)).toList();
        return new Step.Ask(Text.of("Change my settings"), Text.EMPTY, fields, true, this::store)
                .now();
    }

    private CompletionStage<Step> store(Invocation invocation) {
        return preferences
                .set(invocation.user(), invocation.answers().values())
                .thenApply(_ -> Step.done("Your settings are stored."));
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
