package im.isthmus.testing.real;

/** A real server did not start; the message has the end of its log. */
public final class ServerFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ServerFailedException(String message) {
        super(message);
    }
}
