package im.isthmus.core.archive;

/** A query names a message that is not in the archive. */
public final class UnknownMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownMessageException(String id) {
        super("There is no message " + id + " in this archive.", null, false, false);
    }
}
