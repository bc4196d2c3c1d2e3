package im.isthmus.email.inbound.letter;

import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;

/**
 * How a user reads mails.
 *
 * @param looks whether with the looks that the author gave them
 */
public record Reader(boolean looks, Language language) {
    /** Whether mails look as their authors want. */
    public static final Preference<Boolean> LOOKS =
            Preference.yesNo(
                    "looks", Text.key("Mails have their styles, colours, links and lists"), false);

    /** For the owner of the session. */
    public static Reader of(SessionContext session) {
        return new Reader(session.preference(LOOKS), session.language());
    }
}
