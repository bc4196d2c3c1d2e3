package im.isthmus.core.attachment.share;

import im.isthmus.core.address.Jid;
import im.isthmus.core.attachment.FetchPolicy;
import im.isthmus.core.attachment.Uploader;
import im.isthmus.core.attachment.file.FileName;
import im.isthmus.core.attachment.file.Spool;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.FileSharing;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.SharedFiles;
import im.isthmus.core.store.table.SharedFiles.SharedFile;
import im.isthmus.core.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives files of a legacy network an address: on the upload service of the XMPP server, else in our
 * own folder. Callable from any thread.
 */
public final class Sharing implements FileSharing {
    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    private static final int MAX_AT_ONCE = 8;

    /** The same file for the same user gets the same address for so long. */
    private static final Duration SAME_FOR = Duration.ofDays(1);

    private final MediaConfig config;
    private final UploadService service;
    private final Uploader uploader;
    private final SharedFiles table;
    private final @Nullable MediaFolder folder;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(MAX_AT_ONCE, true);
    private final SecureRandom random = new SecureRandom();

    /**
     * What a gateway shares files with.
     *
     * @throws StoreException if the folder cannot be used
     */
    public static Sharing open(
            MediaConfig config, Store store, UploadService service, InstantSource clock) {
        SharedFiles table = new SharedFiles(store);
        MediaFolder folder =
                MediaFolder.open(config.hosting(), service.gateway().domain(), table, clock);
        return new Sharing(config, service, table, folder, clock);
    }

    private Sharing(
            MediaConfig config,
            UploadService service,
            SharedFiles table,
            @Nullable MediaFolder folder,
            InstantSource clock) {
        this.config = config;
        this.service = service;
        this.uploader = new Uploader(FetchPolicy.of(config));
        this.table = table;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Attachment> share(Jid user, IncomingFile file) {
        CompletableFuture<Attachment> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("share-" + user)
                .start(() -> {
                    try {
                        result.complete(inTurn(user, file));
                    } catch (BackendException e) {
                        LOG.warn("share=failed user={} reason=\"{}\"", user, e.getMessage());
                        result.completeExceptionally(e);
                    } catch (RuntimeException e) {
                        LOG.error("share=failed user={}", user, e);
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    /** Our own folder; null if there is none. */
    public @Nullable MediaFolder folder() {
        return folder;
    }

    /** Deletes files that nobody may have any more, from time to time. */
    public void sweepHourly(ScheduledExecutorService timer) {
        if (folder != null) {
            var _ =
                    timer.scheduleWithFixedDelay(
                            () -> Thread.ofVirtual().name("media-sweep").start(() -> sweep(folder)),
                            1,
                            1,
                            TimeUnit.HOURS);
        }
    }

    private static void sweep(MediaFolder folder) {
        try {
            folder.sweep();
        } catch (IOException | StoreException e) {
            LOG.warn("media.sweep=failed reason=\"{}\"", e.toString());
        }
    }

    /** The stream to the server is new. */
    public void forgetService() {
        service.forget();
    }

    private Attachment inTurn(Jid user, IncomingFile file) throws BackendException {
        try {
            turns.acquire();
            try {
                return spooled(user, file);
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw temporary(Text.of("The gateway is shutting down."));
        } catch (IOException | StoreException e) {
            LOG.warn("share=failed user={} reason=\"{}\"", user, e.toString());
            throw temporary(Text.of("A file came for you, but the gateway could not keep it."));
        }
    }

    private Attachment spooled(Jid user, IncomingFile file)
            throws BackendException, IOException, InterruptedException {
        Path place = folder == null ? null : folder.path();
        Spool spool;
        try (InputStream bytes = file.bytes().open()) {
            spool = Spool.write(bytes, place, config.maxSize());
        }
        if (spool == null) {
            throw new BackendException(
                    new BackendFailure.TooMany(
                            Text.of(
                                    "A file came for you that is larger than the {0} which the"
                                            + " gateway carries.",
                                    FileName.size(config.maxSize()))));
        }
        try {
            return stored(user, file, spool);
        } finally {
            Spool.delete(spool.path());
        }
    }

    private Attachment stored(Jid user, IncomingFile file, Spool spool)
            throws BackendException, IOException, InterruptedException {
        String type = spool.type(file.mediaType());
        if (!config.types().welcome(type)) {
            throw new BackendException(
                    new BackendFailure.BadValue(
                            Text.of(
                                    "A file of the type {0} came for you, which the gateway does"
                                            + " not carry.",
                                    type)));
        }
        String name = FileName.orByType(file.name(), type);
        String owner = user.bare().toString();
        Instant now = clock.instant();
        SharedFile shared =
                table.find(owner, spool.sha256(), name, now.minus(SAME_FOR))
                        .filter(same -> same.expiresAt().isAfter(now))
                        .filter(same -> same.url() != null || folder != null)
                        .orElse(null);
        if (shared == null) {
            shared = put(user, spool, name, type, now);
        }
        return new Attachment(
                URI.create(address(shared)),
                name,
                type,
                spool.size(),
                file.description(),
                file.inline());
    }

    private SharedFile put(Jid user, Spool spool, String name, String type, Instant now)
            throws BackendException, IOException, InterruptedException {
        Optional<URI> uploaded =
                config.upload() ? upload(user, spool, name, type) : Optional.empty();
        if (uploaded.isEmpty() && folder == null) {
            throw temporary(
                    Text.of(
                            "A file came for you, but the XMPP server has no place for it: ask its"
                                    + " administrator."));
        }
        Duration kept = folder == null || uploaded.isPresent() ? SAME_FOR : folder.expiry();
        SharedFile file =
                new SharedFile(
                        token(),
                        user.bare().toString(),
                        spool.sha256(),
                        name,
                        type,
                        spool.size(),
                        uploaded.map(URI::toString).orElse(null),
                        now,
                        now.plus(kept));
        if (uploaded.isPresent() || folder == null) {
            table.add(file);
        } else {
            folder.add(spool, file);
        }
        return file;
    }

    private Optional<URI> upload(Jid user, Spool spool, String name, String type)
            throws InterruptedException {
        Optional<UploadSlot> slot = service.slot(user, name, spool.size(), type);
        if (slot.isEmpty()) {
            return Optional.empty();
        }
        UploadSlot place = slot.get();
        try {
            if (!uploader.mayBeUsed(place.get())) {
                throw new IOException("files would be at an address without https");
            }
            uploader.put(place.put(), place.headers(), spool.path(), type);
            return Optional.of(place.get());
        } catch (IOException e) {
            LOG.warn("upload=failed host={} reason=\"{}\"", place.put().getHost(), e.toString());
            return Optional.empty();
        }
    }

    private String address(SharedFile file) {
        String url = file.url();
        if (url != null) {
            return url;
        }
        if (folder == null) {
            throw new IllegalStateException("a file of a folder that is no longer there");
        }
        return folder.url(file);
    }

    private String token() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static BackendException temporary(Text text) {
        return new BackendException(new BackendFailure.Temporary(text, Duration.ofMinutes(10)));
    }
}
