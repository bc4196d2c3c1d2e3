package im.isthmus.core.store.database;

/**
 * The database cannot do its work. While the program starts the message is for the admin: it says
 * what to change. Later it means that the one thing asked for was not stored; nothing else is lost.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the admin. */
    public StoreException(String message) {
        super(message);
    }

    /** With what went wrong underneath. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
