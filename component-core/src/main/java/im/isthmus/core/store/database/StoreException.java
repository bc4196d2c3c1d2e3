package im.isthmus.core.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /**
     * About a file that could not be used: by whom, and who could.
     *
     * @param what a sentence that "by user ..." completes
     */
    public static StoreException ofFile(String what, Path file, IOException cause) {
        String user = System.getProperty("user.name");
        return new StoreException(what + " by user " + user + ": " + file + owner(file), cause);
    }

    private static String owner(Path file) {
        try {
            String owner = Files.getOwner(file).getName();
            return ", which belongs to user " + owner + ": run this as " + owner + " or as root";
        } catch (IOException e) {
            return ""; // it is not there, or in a folder that this user may not look into
        }
    }
}
