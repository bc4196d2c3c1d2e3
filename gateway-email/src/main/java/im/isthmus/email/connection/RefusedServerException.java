package im.isthmus.email.connection;

import java.io.IOException;

/** A server that may not be connected to; the message is a sentence for the user. */
public final class RefusedServerException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedServerException(String message) {
        super(message);
    }
}
