package im.isthmus.irc.settings;

import im.isthmus.core.text.Text;

/** A value that cannot be; the text says which and why. */
public final class BadSettingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Text text;

    BadSettingException(String pattern, Object... arguments) {
        super(Text.of(pattern, arguments).english());
        text = Text.of(pattern, arguments);
    }

    /** For the user. */
    public Text text() {
        return text;
    }
}
