package im.isthmus.testing.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.text.StringSubstitutor;

/** A server's own folder under the temporary directory; gone after {@link #close}. */
final class PrivateDirectory implements AutoCloseable {
    private final Path path;
    private final Account account;

    private PrivateDirectory(Path path, Account account) {
        this.path = path;
        this.account = account;
    }

    static PrivateDirectory create(String name, Account account) {
        try {
            return new PrivateDirectory(
                    Files.createTempDirectory("isthmus-" + name + "-"), account);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Account account() {
        return account;
    }

    Path path() {
        return path;
    }

    Path resolve(String file) {
        return path.resolve(file);
    }

    /** A folder in here, made if it is not there. */
    Path folder(String name) {
        try {
            return Files.createDirectories(resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a file made from the resource of the same name in this package, with every {@code
     * ${name}} in it replaced; a name without a value is an error.
     */
    Path render(String file, Map<String, ?> values) {
        try (InputStream template = PrivateDirectory.class.getResourceAsStream(file)) {
            if (template == null) {
                throw new IllegalArgumentException("no template " + file);
            }
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            StringSubstitutor substitutor =
                    new StringSubstitutor(values).setEnableUndefinedVariableException(true);
            return write(file, substitutor.replace(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String file, String text) {
        try {
            return Files.writeString(resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives everything in here to the account of the server, if we may. */
    void handOver() {
        if (!Account.isRoot()) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
            var user = names.lookupPrincipalByName(account.user());
            var group = names.lookupPrincipalByGroupName(account.group());
            for (Path file : (Iterable<Path>) files::iterator) {
                var owner = Files.getFileAttributeView(file, PosixFileAttributeView.class);
                owner.setOwner(user);
                owner.setGroup(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Path file : everythingDeepestFirst()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // A process that is just ending cleaned up first.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> everythingDeepestFirst() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
