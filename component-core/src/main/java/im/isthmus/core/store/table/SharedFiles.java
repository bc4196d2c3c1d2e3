package im.isthmus.core.store.table;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.core.store.UserRecords;
import im.isthmus.core.store.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Files that were given to users: where each is, and until when. */
public final class SharedFiles implements UserRecords, Swept {
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE shared_file (token TEXT PRIMARY KEY,"
                                    + " owner TEXT NOT NULL, sha256 TEXT NOT NULL,"
                                    + " name TEXT NOT NULL, media_type TEXT NOT NULL,"
                                    + " size BIGINT NOT NULL, url TEXT,"
                                    + " made_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)",
                            "CREATE INDEX shared_file_content ON shared_file (sha256, owner)",
                            "CREATE INDEX shared_file_expiry ON shared_file (expires_at)",
                            "CREATE INDEX shared_file_of_user ON shared_file (owner)"));

    private static final RowMapper<SharedFile> FILE =
            (row, _) ->
                    new SharedFile(
                            row.getString("token"),
                            row.getString("owner"),
                            row.getString("sha256"),
                            row.getString("name"),
                            row.getString("media_type"),
                            row.getLong("size"),
                            row.getString("url"),
                            Instant.ofEpochMilli(row.getLong("made_at")),
                            Instant.ofEpochMilli(row.getLong("expires_at")));

    private final Database database;

    public SharedFiles(Store store) {
        database = store.part("shared", STEPS);
    }

    /**
     * A file that was given to a user.
     *
     * @param token random; whoever knows it may have the file
     * @param owner bare JID of the user
     * @param sha256 of the bytes, in hex
     * @param url where it is; null if it is in our own folder
     */
    public record SharedFile(
            String token,
            String owner,
            String sha256,
            String name,
            String mediaType,
            long size,
            @Nullable String url,
            Instant madeAt,
            Instant expiresAt) {}

    /** Adds one. */
    public void add(SharedFile file) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO shared_file (token, owner, sha256, name, media_type, size,"
                                + " url, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        file.token(),
                        file.owner(),
                        file.sha256(),
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        file.url(),
                        file.madeAt().toEpochMilli(),
                        file.expiresAt().toEpochMilli()));
    }

    /** The file behind a token, unless it expired. */
    public Optional<SharedFile> find(String token, Instant now) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT * FROM shared_file"
                                        + " WHERE token = :token AND expires_at > :now")
                        .bind("token", token)
                        .bind("now", now.toEpochMilli())
                        .map(FILE)
                        .findOne());
    }

    /** The same bytes under the same name, given to the same user since a point of time. */
    public Optional<SharedFile> find(String owner, String sha256, String name, Instant since) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT * FROM shared_file WHERE sha256 = :sha256"
                                        + " AND owner = :owner AND name = :name"
                                        + " AND made_at >= :since ORDER BY made_at DESC LIMIT 1")
                        .bind("sha256", sha256)
                        .bind("owner", owner)
                        .bind("name", name)
                        .bind("since", since.toEpochMilli())
                        .map(FILE)
                        .findOne());
    }

    /** How many bytes our own folder has, each file counted once. */
    public long bytesKept() {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM"
                                        + " (SELECT DISTINCT sha256, size FROM shared_file"
                                        + " WHERE url IS NULL) AS kept")
                        .mapTo(Long.class)
                        .one());
    }

    /** The hashes of all files in our own folder that somebody may have still. */
    public Set<String> kept(Instant now) {
        return Set.copyOf(
                database.read(handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT sha256 FROM shared_file"
                                                + " WHERE url IS NULL AND expires_at > :now")
                                .bind("now", now.toEpochMilli())
                                .mapTo(String.class)
                                .list()));
    }

    @Override
    public String title() {
        return "shared files";
    }

    @Override
    public List<Map<String, Object>> export(Handle reading, Jid user) {
        return reading.createQuery("SELECT * FROM shared_file WHERE owner = :user ORDER BY made_at")
                .bind("user", user.toString())
                .map(FILE)
                .map(file ->
                        Map.<String, Object>of(
                                "name", file.name(),
                                "media_type", file.mediaType(),
                                "size", file.size(),
                                "sha256", file.sha256(),
                                "at", file.madeAt().toString(),
                                "until", file.expiresAt().toString()))
                .list();
    }

    /** The bytes go when the folder is swept. */
    @Override
    public void erase(Handle transaction, Jid user) {
        transaction.execute("DELETE FROM shared_file WHERE owner = ?", user.toString());
    }

    @Override
    public int sweep(Handle transaction, Instant now, RetentionConfig keep, int atMost) {
        return transaction.execute(
                "DELETE FROM shared_file WHERE token IN"
                        + " (SELECT token FROM shared_file WHERE expires_at <= ? LIMIT ?)",
                now.toEpochMilli(),
                atMost);
    }
}
