package im.isthmus.irc.settings;

import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.Locale;

/** What users can set to their liking about how they speak on IRC. */
public final class IrcPreferences {
    private static final String CODES = "codes";
    private static final String LINK = "link";
    private static final String FEWER = "active";

    private static final Preference<String> STYLES =
            Preference.choice(
                    "irc_styles",
                    Text.key("How IRC sees what you write in bold, italics and so on"),
                    CODES,
                    List.of(
                            new Option(CODES, Text.key("In bold, italics and so on")),
                            new Option("typed", Text.key("With the signs that you typed"))));

    private static final Preference<String> LONG =
            Preference.choice(
                    "irc_long_messages",
                    Text.key("How IRC gets a message of many lines"),
                    LINK,
                    List.of(
                            new Option(LINK, Text.key("As a link to a page with all of it")),
                            new Option("lines", Text.key("Line by line, as far as possible"))));

    private static final Preference<String> CROWD =
            Preference.choice(
                    "irc_crowds",
                    Text.key("Whom you see in a channel of more than 200 people"),
                    "all",
                    List.of(
                            new Option("all", Text.key("Everybody")),
                            new Option(FEWER, Text.key("Who leads it, and who says something"))));

    private static final List<Option> CORRECTIONS =
            List.of(
                    new Option("words", Text.key("As the right words: * these words")),
                    new Option("sed", Text.key("As in editors: s/wrong/right/")),
                    new Option("off", Text.key("Not at all: you cannot correct")));

    /** Whether styles become codes of IRC. */
    public static final Preference<Boolean> STYLED =
            new Preference<>(STYLES.field(), CODES::equals);

    /** Whether a long text is put on the web and only its address sent. */
    public static final Preference<Boolean> LINKED = new Preference<>(LONG.field(), LINK::equals);

    /** Whether not everybody is shown in a crowd. */
    public static final Preference<Boolean> FEWER_OF_MANY =
            new Preference<>(CROWD.field(), FEWER::equals);

    /** What the user shows as a name where networks show names; empty for nothing. */
    public static final Preference<String> SHOWN_NAME =
            Preference.text(
                    "irc_name", Text.key("Your name, for networks that show it (or nothing)"), "");

    /** The address of the picture that the user shows; empty for none. */
    public static final Preference<String> SHOWN_PICTURE =
            Preference.text(
                    "irc_picture",
                    Text.key("Address of your picture on the web, for the same (or nothing)"),
                    "");

    private IrcPreferences() {}

    /** How what the user corrects is said on IRC. */
    public static Preference<Corrections> corrections(Corrections standard) {
        Preference<String> choice =
                Preference.choice(
                        "irc_corrections",
                        Text.key("How IRC sees what you correct in your last message"),
                        standard.name().toLowerCase(Locale.ROOT),
                        CORRECTIONS);
        return new Preference<>(
                choice.field(), word -> Corrections.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    /** All of them, in the order in which they are shown. */
    public static List<Preference<?>> all(Corrections standard) {
        return List.of(
                STYLED, LINKED, corrections(standard), FEWER_OF_MANY, SHOWN_NAME, SHOWN_PICTURE);
    }
}
