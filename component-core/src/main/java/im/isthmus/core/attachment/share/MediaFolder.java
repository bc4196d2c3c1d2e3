package im.isthmus.core.attachment.share;

import im.isthmus.core.attachment.file.FileName;
import im.isthmus.core.attachment.file.Spool;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.config.section.MediaConfig.Hosting;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.SharedFiles;
import im.isthmus.core.store.table.SharedFiles.SharedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own folder of files for users, for XMPP servers that have no upload service for us. A file is
 * there once, however often it was shared, and until the last who got it may not have it any more.
 */
public final class MediaFolder {
    private static final Logger LOG = LoggerFactory.getLogger(MediaFolder.class);

    private static final String UNFINISHED = ".part";

    private final Hosting hosting;
    private final Path folder;
    private final SharedFiles table;
    private final InstantSource clock;

    /** Between the disk and the table: what one is about to add, another must not sweep. */
    private final ReentrantLock changing = new ReentrantLock();

    private MediaFolder(Hosting hosting, Path folder, SharedFiles table, InstantSource clock) {
        this.hosting = hosting;
        this.folder = folder;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Opens the folder, made at the first time, and clears away what a crash left.
     *
     * @param domain of the gateway, which has a folder of its own in that of the configuration
     * @param hosting null if there is none
     * @return null if there is none
     * @throws StoreException if it cannot be used; the message names it
     */
    public static @Nullable MediaFolder open(
            @Nullable Hosting hosting, String domain, SharedFiles table, InstantSource clock) {
        if (hosting == null) {
            return null;
        }
        Path folder = hosting.folder().resolve(domain);
        try {
            Files.createDirectories(folder);
            MediaFolder opened = new MediaFolder(hosting, folder, table, clock);
            opened.sweep();
            return opened;
        } catch (IOException e) {
            throw new StoreException("cannot use the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where files are prepared that may end up here. */
    Path path() {
        return folder;
    }

    Duration expiry() {
        return hosting.expiry();
    }

    /** Where clients find a file. */
    String url(SharedFile file) {
        return hosting.publicUrl() + "/" + file.token() + "/" + UrlPath.encoded(file.name());
    }

    /**
     * Takes in a file and remembers who may have it.
     *
     * @param spool in the folder; it is moved
     * @throws BackendException if there is no room
     */
    void add(Spool spool, SharedFile file) throws BackendException, IOException {
        try (FileChannel channel = FileChannel.open(spool.path(), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        changing.lock();
        try {
            Path target = content(file.sha256());
            if (!Files.exists(target)) {
                if (table.bytesKept() + spool.size() > hosting.quota()) {
                    LOG.warn("media.full quota=\"{}\"", FileName.size(hosting.quota()));
                    throw new BackendException(
                            new BackendFailure.Temporary(
                                    "A file came for you, but the gateway has no room for it.",
                                    Duration.ofHours(1)));
                }
                Files.move(spool.path(), target, StandardCopyOption.ATOMIC_MOVE);
            }
            table.add(file);
        } finally {
            changing.unlock();
        }
    }

    /** The file behind a token, if somebody may have it still. */
    Optional<SharedFile> find(String token) {
        return table.find(token, clock.instant()).filter(file -> file.url() == null);
    }

    /** Where the bytes of a file are. */
    Path content(String sha256) {
        return folder.resolve(sha256);
    }

    /** Deletes what nobody may have any more. */
    public void sweep() throws IOException {
        changing.lock();
        try {
            Instant now = clock.instant();
            int deleted = deleteAllBut(table.kept(now), now.minus(Duration.ofHours(1)));
            if (deleted > 0) {
                LOG.info("media.swept files={}", deleted);
            }
        } finally {
            changing.unlock();
        }
    }

    /** Files being prepared are young. */
    private int deleteAllBut(Set<String> kept, Instant young) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        int deleted = 0;
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            boolean unfinished = name.endsWith(UNFINISHED);
            boolean old = unfinished && Files.getLastModifiedTime(file).toInstant().isBefore(young);
            if (old || (!unfinished && !kept.contains(name))) {
                Spool.delete(file);
                deleted++;
            }
        }
        return deleted;
    }
}
