package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Pictures of people and rooms, where they came from, and who sees which. */
public final class PictureTable implements UserRecords, Swept {
    /** A picture that nobody sees any more may come back: somebody's link was lost. */
    private static final Duration UNSEEN = Duration.ofDays(7);

    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE picture (sha1 TEXT PRIMARY KEY, size BIGINT NOT NULL,"
                                    + " width BIGINT NOT NULL, height BIGINT NOT NULL,"
                                    + " content TEXT NOT NULL, at BIGINT NOT NULL)",
                            "CREATE TABLE picture_source (source TEXT PRIMARY KEY,"
                                    + " sha1 TEXT NOT NULL, url TEXT, etag TEXT)",
                            "CREATE INDEX picture_source_url ON picture_source (url)",
                            "CREATE INDEX picture_source_picture ON picture_source (sha1)",
                            "CREATE TABLE picture_seen (user_jid TEXT NOT NULL,"
                                    + " localpart TEXT NOT NULL, source TEXT NOT NULL,"
                                    + " sha1 TEXT NOT NULL,"
                                    + " PRIMARY KEY (user_jid, localpart))",
                            "CREATE INDEX picture_seen_picture ON picture_seen (sha1)"),
                    List.of(
                            "ALTER TABLE picture ADD COLUMN type TEXT NOT NULL"
                                    + " DEFAULT 'image/png'"));

    private final Database database;

    public PictureTable(Store store) {
        database = store.part("picture", STEPS);
    }

    /**
     * A picture as clients get it.
     *
     * @param sha1 of the bytes, in hex, as XMPP names it
     * @param type such as {@code image/png}
     * @param size in bytes
     */
    public record Picture(
            String sha1, String type, long size, int width, int height, String base64) {}

    /**
     * Where a picture came from.
     *
     * @param source names its version there
     * @param url null if it was handed over as bytes
     * @param etag of the web server; null if it has none
     */
    public record Origin(String source, String sha1, @Nullable String url, @Nullable String etag) {}

    /** Which picture somebody has for a user. */
    public record Seen(String source, String sha1) {}

    /** The picture of this name. */
    public Optional<Picture> picture(String sha1) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM picture WHERE sha1 = :sha1")
                        .bind("sha1", sha1)
                        .map((row, _) ->
                                new Picture(
                                        row.getString("sha1"),
                                        row.getString("type"),
                                        row.getLong("size"),
                                        row.getInt("width"),
                                        row.getInt("height"),
                                        row.getString("content")))
                        .findOne());
    }

    /** The picture that came from a source before; its SHA-1. */
    public Optional<String> bySource(String source) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT picture.sha1 FROM picture_source JOIN picture"
                                        + " ON picture.sha1 = picture_source.sha1"
                                        + " WHERE source = :source")
                        .bind("source", source)
                        .mapTo(String.class)
                        .findOne());
    }

    /** What came from a web address before, with the server's name for the version. */
    public Optional<Origin> byUrl(String url) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT picture_source.* FROM picture_source JOIN picture"
                                        + " ON picture.sha1 = picture_source.sha1"
                                        + " WHERE url = :url AND etag IS NOT NULL"
                                        + " ORDER BY picture.at DESC LIMIT 1")
                        .bind("url", url)
                        .map((row, _) ->
                                new Origin(
                                        row.getString("source"),
                                        row.getString("sha1"),
                                        row.getString("url"),
                                        row.getString("etag")))
                        .findOne());
    }

    /** Keeps a picture. */
    public void keep(Picture picture, Instant now) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO picture (sha1, type, size, width, height, content, at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (sha1) DO UPDATE SET at = excluded.at",
                        picture.sha1(),
                        picture.type(),
                        picture.size(),
                        picture.width(),
                        picture.height(),
                        picture.base64(),
                        now.toEpochMilli()));
    }

    /** Keeps where a picture came from. */
    public void keep(Origin origin) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO picture_source (source, sha1, url, etag) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (source) DO UPDATE SET sha1 = excluded.sha1,"
                                + " url = excluded.url, etag = excluded.etag",
                        origin.source(),
                        origin.sha1(),
                        origin.url(),
                        origin.etag()));
    }

    /** Everybody's picture for a user, by localpart. */
    public Map<String, Seen> seen(Jid user) {
        Map<String, Seen> seen = new HashMap<>();
        database.rows(
                        "SELECT localpart, source, sha1 FROM picture_seen WHERE user_jid = ?",
                        row ->
                                Map.entry(
                                        row.getString(1),
                                        new Seen(row.getString(2), row.getString(3))),
                        user.toString())
                .forEach(each -> seen.put(each.getKey(), each.getValue()));
        return seen;
    }

    /** Somebody has a picture for a user now; null means none. */
    public void show(Jid user, String localpart, @Nullable Seen seen) {
        database.change(handle -> {
            if (seen == null) {
                handle.execute(
                        "DELETE FROM picture_seen WHERE user_jid = ? AND localpart = ?",
                        user.toString(),
                        localpart);
                return;
            }
            handle.execute(
                    "INSERT INTO picture_seen (user_jid, localpart, source, sha1)"
                            + " VALUES (?, ?, ?, ?) ON CONFLICT (user_jid, localpart)"
                            + " DO UPDATE SET source = excluded.source, sha1 = excluded.sha1",
                    user.toString(),
                    localpart,
                    seen.source(),
                    seen.sha1());
        });
    }

    @Override
    public String title() {
        return "pictures";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery(
                        "SELECT localpart, sha1 FROM picture_seen WHERE user_jid = :user"
                                + " ORDER BY localpart")
                .bind("user", user.toString())
                .map((row, _) ->
                        Map.<String, Object>of(
                                "of", row.getString(1), "picture_sha1", row.getString(2)))
                .list();
    }

    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM picture_seen WHERE user_jid = ?", user.toString());
    }

    /** Pictures that nobody sees, and then sources without picture. */
    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        int pictures =
                transaction.execute(
                        "DELETE FROM picture WHERE sha1 IN (SELECT sha1 FROM picture WHERE at < ?"
                                + " AND NOT EXISTS (SELECT 1 FROM picture_seen"
                                + " WHERE picture_seen.sha1 = picture.sha1) LIMIT ?)",
                        now.minus(UNSEEN).toEpochMilli(),
                        atMost);
        if (pictures > 0) {
            transaction.execute(
                    "DELETE FROM picture_source WHERE NOT EXISTS (SELECT 1 FROM picture"
                            + " WHERE picture.sha1 = picture_source.sha1)");
        }
        return pictures;
    }
}
