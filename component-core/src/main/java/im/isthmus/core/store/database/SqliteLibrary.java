package im.isthmus.core.store.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * The part of SQLite that is no Java. Its driver looks for it in the folder that {@value #FOLDER}
 * names, else writes it to the folder for temporary files at every start, from which some systems
 * let nothing run.
 */
public final class SqliteLibrary {
    /** A system property of the driver. */
    public static final String FOLDER = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /**
     * Puts it into a folder, which is made if need be. A program that has the file open keeps what
     * it has.
     *
     * @throws IOException if that cannot be written, or the driver knows no such system
     */
    public static void unpack(Path folder) throws IOException {
        String name = System.mapLibraryName("sqlitejdbc");
        String system = OSInfo.getNativeLibFolderPathForCurrentOS();
        try (@Nullable InputStream library =
                SQLiteJDBCLoader.class.getResourceAsStream("native/" + system + "/" + name)) {
            if (library == null) {
                throw new IOException("SQLite's driver has no library for " + system);
            }
            Files.createDirectories(folder);
            Path fresh = folder.resolve(name + ".new");
            Files.copy(library, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** What an admin can do if it cannot be loaded. */
    static String problem() {
        return "SQLite's library cannot be loaded from "
                + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
                + ", which may be full, or mounted noexec; run \"isthmus rehearse\" once as the user"
                + " who installed it, which puts the library beside the program, or name another"
                + " folder: ISTHMUS_JAVA_OPTS=-Dorg.sqlite.tmpdir=FOLDER";
    }
}
