package im.isthmus.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Secrets in the file itself or, better, in a file of their own. */
final class Secrets {
    /** What a secret key's twin is called more. */
    static final String FILE = "-file";

    static final String EXAMPLE = "...";

    private static final int MAX_BYTES = 64 * 1024;

    private Secrets() {}

    static Value<Secret> inline() {
        return (raw, origin) -> {
            if (raw instanceof String text && !text.isEmpty()) {
                return new Secret(text);
            }
            throw new Value.Wrong("must be a text in quotes, and not empty");
        };
    }

    /** The content of a file without the line end that editors put there. */
    static Value<Secret> fromFile() {
        return (raw, origin) -> {
            Path file = Values.path().read(raw, origin);
            String text = content(file).replaceFirst("\\R\\z", "");
            if (text.isEmpty()) {
                throw new Value.Wrong("names an empty file: " + file);
            }
            if (text.lines().count() > 1) {
                throw new Value.Wrong("names a file with more than one line: " + file);
            }
            return new Secret(text);
        };
    }

    private static String content(Path file) throws Value.Wrong {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Value.Wrong("names a file that is too large: " + file);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Value.Wrong("names a file that is not UTF-8: " + file);
        } catch (NoSuchFileException e) {
            throw new Value.Wrong("names a file that does not exist: " + file);
        } catch (AccessDeniedException e) {
            throw new Value.Wrong("names a file that I may not read: " + file);
        } catch (IOException e) {
            throw new Value.Wrong("names a file that cannot be read: " + e.getMessage());
        }
    }
}
