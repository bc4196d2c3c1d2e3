package im.isthmus.core.store.seal;

import im.isthmus.core.store.database.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the keys of a {@link Sealer}: lines of a name and 32 bytes in base64, the current
 * key first, and lines that start with {@code #}.
 */
public final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]{1,32})\\s+(\\S+)");

    private static final int KEY_BYTES = 32;

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String HEAD =
            """
            # The key that seals the secrets in the database of this gateway.
            # Without it they are lost: keep a copy, and not beside the copies of the database.
            # The first key seals, all of them open. To change keys use: isthmus rotate-key
            """;

    private final Path file;
    private final Map<String, SecretKey> keys;
    private final String currentName;

    private KeyFile(Path file, Map<String, SecretKey> keys) {
        this.file = file;
        this.keys = keys;
        this.currentName = keys.keySet().iterator().next();
    }

    public static KeyFile loadOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            warnIfPublic(file);
            return new KeyFile(file, parse(file, Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw new StoreException("the folder of the key file does not exist: " + file, e);
        } catch (IOException e) {
            throw StoreException.ofFile("the key file cannot be read or made", file, e);
        }
    }

    /**
     * Makes sure that there is such a file.
     *
     * @throws StoreException with a sentence for the admin
     */
    public static void require(Path file) {
        if (!Files.exists(file)) {
            throw new StoreException(
                    "the key file is not there, or not to be seen by user "
                            + System.getProperty("user.name")
                            + ": "
                            + file
                            + "; put back that of this database, without which its secrets"
                            + " cannot be opened");
        }
    }

    Path file() {
        return file;
    }

    String currentName() {
        return currentName;
    }

    SecretKey current() {
        return keys.values().iterator().next();
    }

    @Nullable SecretKey find(String name) {
        return keys.get(name);
    }

    private static String newLine() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        byte[] name = new byte[4];
        random.nextBytes(name);
        return HexFormat.of().formatHex(name) + " " + Base64.getEncoder().encodeToString(key);
    }

    private static String line(String name, SecretKey key) {
        return name + " " + Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Whether there are keys beside the current one. */
    public boolean hasOldKeys() {
        return keys.size() > 1;
    }

    /** Puts a new key before the others; from the next load on it is the current one. */
    public void addKey() {
        List<String> lines = new ArrayList<>(List.of(newLine()));
        keys.forEach((name, key) -> lines.add(line(name, key)));
        replace(file, lines);
    }

    /**
     * Moves all keys but the current one out of the file, each to a file of its own beside it.
     *
     * @return these files
     */
    public List<Path> moveOldKeysOut() {
        List<Path> moved = new ArrayList<>();
        keys.forEach((name, key) -> {
            if (!name.equals(currentName)) {
                Path old = file.resolveSibling(file.getFileName() + "." + name);
                replace(old, List.of(line(name, key)));
                moved.add(old);
            }
        });
        replace(file, List.of(line(currentName, current())));
        return moved;
    }

    /** The file is old or new, whatever happens meanwhile. */
    private void replace(Path target, List<String> lines) {
        try {
            Path whole = Files.createTempFile(folder(file), ".key", "", PRIVATE);
            try {
                String text = HEAD + String.join("\n", lines) + "\n";
                Files.writeString(whole, text, StandardOpenOption.SYNC);
                hand(whole);
                Files.move(
                        whole,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                syncFolder(folder(file));
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw StoreException.ofFile("the key file cannot be written", target, e);
        }
    }

    /** A command of root must not take the file from the user that the gateway runs as. */
    private void hand(Path whole) throws IOException {
        PosixFileAttributes present = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributeView made =
                Files.getFileAttributeView(whole, PosixFileAttributeView.class);
        made.setOwner(present.owner());
        made.setGroup(present.group());
        made.setPermissions(present.permissions());
    }

    /** Else the new name might not outlive a power cut. */
    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void make(Path file) throws IOException {
        String line = newLine();
        Path whole = Files.createTempFile(folder(file), ".key", "", PRIVATE);
        try {
            Files.writeString(whole, HEAD + line + "\n", StandardOpenOption.SYNC);
            Files.move(whole, file);
            LOG.info("store.key made={} note=keep-a-copy-of-it", file);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("store.key.exists file={}", file);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static Path folder(Path file) throws NoSuchFileException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString());
        }
        return folder;
    }

    private static Map<String, SecretKey> parse(Path file, String text) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                Matcher parts = LINE.matcher(line);
                byte[] key = parts.matches() ? decoded(parts.group(2)) : new byte[0];
                if (key.length != KEY_BYTES) {
                    throw new StoreException("a line of the key file is no key: " + file);
                }
                keys.putIfAbsent(parts.group(1), new SecretKeySpec(key, "AES"));
            }
        }
        if (keys.isEmpty()) {
            throw new StoreException("the key file has no key: " + file);
        }
        return keys;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static void warnIfPublic(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            LOG.warn("store.key.public file={} remedy=\"chmod 600 {}\"", file, file);
        }
    }
}
