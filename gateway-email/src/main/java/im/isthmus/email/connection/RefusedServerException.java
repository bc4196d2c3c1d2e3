package im.isthmus.email.connection;

import im.isthmus.core.text.Text;
import java.io.IOException;

/** A server that may not be connected to. */
public final class RefusedServerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Text why;

    RefusedServerException(Text why) {
        super(why.english());
        this.why = why;
    }

    /** A sentence for the user. */
    public Text why() {
        return why;
    }
}
