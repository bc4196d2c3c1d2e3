package im.isthmus.core.session;

import im.isthmus.core.address.Jid;
import im.isthmus.core.preference.CorePreferences;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import org.dom4j.Element;

/**
 * The language of one user: what they chose, else what their client last said, since many say
 * nothing in most stanzas; else English.
 */
final class SpokenLanguage {
    private final Jid user;
    private final Preferences preferences;
    private Language heard = Language.ENGLISH;

    SpokenLanguage(Jid user, Preferences preferences) {
        this.user = user;
        this.preferences = preferences;
    }

    void hear(Element stanza) {
        Language spoken = Language.of(Xml.lang(stanza));
        if (spoken != null) {
            heard = spoken;
        }
    }

    Language now() {
        Language chosen = CorePreferences.language(preferences.get(user, CorePreferences.LANGUAGE));
        return chosen == null ? heard : chosen;
    }
}
