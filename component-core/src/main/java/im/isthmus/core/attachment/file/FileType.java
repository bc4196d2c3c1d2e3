package im.isthmus.core.attachment.file;

import im.isthmus.core.content.MediaTypes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kind of file it is: the bytes are believed first, then who calls it something harmless. */
public final class FileType {
    /** Nobody knows. */
    public static final String UNKNOWN = "application/octet-stream";

    /** Known by their first bytes; a dot stands for any byte. */
    private static final List<Signature> SIGNATURES =
            List.of(
                    new Signature(0, "\u0089PNG\r\n\u001a\n", "image/png"),
                    new Signature(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
                    new Signature(0, "GIF87a", "image/gif"),
                    new Signature(0, "GIF89a", "image/gif"),
                    new Signature(0, "RIFF....WEBP", "image/webp"),
                    new Signature(0, "RIFF....WAVE", "audio/wav"),
                    new Signature(0, "BM....\0\0\0\0", "image/bmp"),
                    new Signature(0, "II*\0", "image/tiff"),
                    new Signature(0, "MM\0*", "image/tiff"),
                    new Signature(4, "ftypavif", "image/avif"),
                    new Signature(4, "ftypheic", "image/heic"),
                    new Signature(4, "ftypmif1", "image/heif"),
                    new Signature(4, "ftypM4A", "audio/mp4"),
                    new Signature(4, "ftypqt", "video/quicktime"),
                    new Signature(4, "ftyp3g", "video/3gpp"),
                    new Signature(4, "ftyp", "video/mp4"),
                    new Signature(0, "\u001aE\u00df\u00a3", "video/webm"),
                    new Signature(0, "OggS", "audio/ogg"),
                    new Signature(0, "fLaC", "audio/flac"),
                    new Signature(0, "ID3", "audio/mpeg"),
                    new Signature(0, "\u00ff\u00fb", "audio/mpeg"),
                    new Signature(0, "\u00ff\u00f3", "audio/mpeg"),
                    new Signature(0, "\u00ff\u00f1", "audio/aac"),
                    new Signature(0, "#!AMR", "audio/amr"),
                    new Signature(0, "%PDF-", "application/pdf"));

    /** What browsers run, or what pretends to be seen in the bytes but was not. */
    private static final Set<String> NEVER_BELIEVED =
            Set.of("text/html", "text/xml", "text/javascript", "text/css");

    /** Types whose bytes we would have known. */
    private static final Set<String> KNOWN_BY_BYTES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf");

    private FileType() {}

    /**
     * The media type of a file.
     *
     * @param head its first bytes
     * @param claims what others call it, best first; may be null or nonsense
     */
    public static String of(byte[] head, @Nullable String... claims) {
        String seen =
                SIGNATURES.stream()
                        .filter(signature -> signature.matches(head))
                        .map(Signature::type)
                        .findFirst()
                        .orElse(null);
        for (@Nullable String claim : claims) {
            String type = plain(claim);
            if (seen == null ? isBelieved(type, head) : sameContainer(seen, type)) {
                return type;
            }
        }
        if (seen != null) {
            return seen;
        }
        return isText(head) && head.length > 0 ? "text/plain" : UNKNOWN;
    }

    /** Without parameters and in lower case; unknown if it is nonsense. */
    public static String plain(@Nullable String claim) {
        if (claim == null) {
            return UNKNOWN;
        }
        int end = claim.indexOf(';');
        String type = (end < 0 ? claim : claim.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return MediaTypes.isType(type) ? type : UNKNOWN;
    }

    private static boolean isBelieved(String type, byte[] head) {
        if (type.equals(UNKNOWN) || KNOWN_BY_BYTES.contains(type)) {
            return false;
        }
        if (type.startsWith("text/")) {
            return !NEVER_BELIEVED.contains(type) && isText(head);
        }
        // Documents and archives; markup could carry scripts.
        return type.startsWith("application/")
                && !type.contains("xml")
                && !type.contains("javascript")
                && !type.contains("ecmascript");
    }

    /** Ogg, Matroska and MP4 hold sound as well as pictures: the sender knows better. */
    private static boolean sameContainer(String seen, String claim) {
        return switch (seen) {
            case "audio/ogg" -> Set.of("video/ogg", "application/ogg").contains(claim);
            case "video/webm" ->
                    Set.of("audio/webm", "video/x-matroska", "audio/x-matroska").contains(claim);
            case "video/mp4" -> Set.of("audio/mp4", "audio/x-m4a").contains(claim);
            case "video/3gpp" -> Set.of("audio/3gpp", "video/3gpp2").contains(claim);
            default -> false;
        };
    }

    /** UTF-8 without control characters, as far as can be seen. */
    private static boolean isText(byte[] head) {
        for (byte each : head) {
            if (each >= 0 && each < 0x20 && each != '\t' && each != '\n' && each != '\r') {
                return false;
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(head.length);
        // The last character may be cut: that is an underflow, not an error.
        return !decoder.decode(ByteBuffer.wrap(head), text, false).isError();
    }

    private record Signature(int offset, String bytes, String type) {
        boolean matches(byte[] head) {
            if (head.length < offset + bytes.length()) {
                return false;
            }
            for (int i = 0; i < bytes.length(); i++) {
                char expected = bytes.charAt(i);
                if (expected != '.' && expected != (head[offset + i] & 0xFF)) {
                    return false;
                }
            }
            return true;
        }
    }
}
