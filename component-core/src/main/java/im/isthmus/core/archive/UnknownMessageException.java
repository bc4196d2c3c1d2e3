package im.isthmus.core.archive;

/** A query names a message that is not in the archive. */
public final class UnknownMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String id;

    UnknownMessageException(String id) {
        super("no message " + id, null, false, false);
        this.id = id;
    }

    /** The id that is unknown. */
    public String id() {
        return id;
    }
}
