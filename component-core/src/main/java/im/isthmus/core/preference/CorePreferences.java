package im.isthmus.core.preference;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The preferences that users of every gateway have. */
public final class CorePreferences {
    private static final String AUTOMATIC = "auto";

    /** What the gateway speaks; see {@link #language}. */
    public static final Preference<String> LANGUAGE =
            Preference.choice(
                    "language",
                    Text.key("The language in which the gateway speaks to you"),
                    AUTOMATIC,
                    languages());

    /** Whether rooms that are entered become bookmarks (XEP-0402). */
    public static final Preference<Boolean> BOOKMARKS =
            Preference.yesNo(
                    "bookmarks",
                    Text.key("Keep the rooms that you enter in your bookmarks"),
                    false);

    private CorePreferences() {}

    /** All of them, in the order in which they are shown. */
    public static List<Preference<?>> all() {
        return List.of(LANGUAGE, BOOKMARKS);
    }

    /** The language that a user chose; null to go by what the user's client says. */
    public static @Nullable Language language(String value) {
        return value.equals(AUTOMATIC) ? null : Language.of(value);
    }

    /** The language that a user chose, or else English: for when the user says nothing. */
    public static Language language(Preferences preferences, Jid user) {
        Language chosen = language(preferences.get(user, LANGUAGE));
        return chosen == null ? Language.ENGLISH : chosen;
    }

    private static List<Option> languages() {
        List<Option> options = new ArrayList<>();
        options.add(new Option(AUTOMATIC, "As my client says"));
        Arrays.stream(Language.values())
                .map(language -> new Option(language.tag(), language.title()))
                .forEach(options::add);
        return options;
    }
}
