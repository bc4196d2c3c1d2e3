package im.isthmus.core.profile;

import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.FetchRequest;
import im.isthmus.core.attachment.FetchedFile;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.content.Hash;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.core.content.MediaTypes;
import im.isthmus.core.store.table.PictureTable;
import im.isthmus.core.store.table.PictureTable.Origin;
import im.isthmus.core.store.table.PictureTable.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where pictures come from: the database, if it has that version; else the backend or the web,
 * once. Waits.
 */
final class PictureSource {
    /** Of the original, in bytes. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Fetcher fetcher;
    private final PictureTable table;
    private final InstantSource clock;

    PictureSource(Fetcher fetcher, PictureTable table, InstantSource clock) {
        this.fetcher = fetcher;
        this.table = table;
        this.clock = clock;
    }

    /** Names a version of a picture at the place where it comes from. */
    static String name(Avatar avatar) {
        String both = avatar.key() + '\0' + (avatar.url() == null ? "" : avatar.url());
        return Hash.SHA256.hex(both);
    }

    /** The SHA-1 of the picture, which is in the table then. */
    String get(Avatar avatar) throws FetchException, IOException, InterruptedException {
        String source = name(avatar);
        Optional<String> known = table.bySource(source);
        if (known.isPresent()) {
            return known.get();
        }
        IncomingFile.Source bytes = avatar.bytes();
        String url = avatar.url();
        if (bytes != null) {
            return keep(source, null, null, read(bytes));
        }
        if (url == null) {
            throw new IOException("a picture without bytes and without address");
        }
        return fetch(source, url);
    }

    private String fetch(String source, String url)
            throws FetchException, IOException, InterruptedException {
        Optional<Origin> before = table.byUrl(url);
        FetchRequest request =
                FetchRequest.of(uri(url), MAX_BYTES, MediaTypes.IMAGES)
                        .withEtag(before.map(Origin::etag).orElse(null));
        Optional<FetchedFile> fetched = fetcher.fetchIfChanged(request);
        if (fetched.isEmpty()) {
            Origin same = before.orElseThrow(() -> new IOException("not changed, but never had"));
            table.keep(new Origin(source, same.sha1(), url, same.etag()));
            return same.sha1();
        }
        try (FetchedFile file = fetched.get()) {
            return keep(source, url, file.etag(), file.bytes());
        }
    }

    private String keep(String source, @Nullable String url, @Nullable String etag, byte[] bytes)
            throws IOException, InterruptedException {
        Picture picture = PictureFormat.read(bytes);
        table.keep(picture, clock.instant());
        table.keep(new Origin(source, picture.sha1(), url, etag));
        return picture.sha1();
    }

    private static byte[] read(IncomingFile.Source source) throws IOException {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("a picture of more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static URI uri(String url) throws IOException {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IOException("no address: " + url, e);
        }
    }
}
