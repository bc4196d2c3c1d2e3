package im.isthmus.core.attachment.file;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of files, as strangers give them, made harmless. */
public final class FileName {
    private static final int MAX = 120;

    private static final Map<String, String> EXTENSIONS =
            Map.of(
                    "image/png", ".png",
                    "image/jpeg", ".jpg",
                    "image/gif", ".gif",
                    "image/webp", ".webp",
                    "audio/mpeg", ".mp3",
                    "audio/ogg", ".ogg",
                    "audio/amr", ".amr",
                    "video/mp4", ".mp4",
                    "video/3gpp", ".3gp",
                    "text/plain", ".txt");

    private FileName() {}

    /** The last part of a path that says something; null if none does. */
    public static @Nullable String of(List<String> path) {
        return path.isEmpty() ? null : clean(path.getLast());
    }

    /**
     * Without folders, control characters and tricks of writing direction, and not too long; null
     * if nothing is left.
     */
    public static @Nullable String clean(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\"<>|?*:]", "").strip();
        while (clean.startsWith(".")) {
            clean = clean.substring(1);
        }
        if (clean.length() > MAX) {
            clean = shortened(clean);
        }
        return clean.isBlank() ? null : clean;
    }

    /** As {@link #clean}, or what a file of this media type is called that has no name. */
    public static String orByType(@Nullable String name, String mediaType) {
        String clean = clean(name);
        return clean == null ? "file" + EXTENSIONS.getOrDefault(mediaType, "") : clean;
    }

    /** Keeps the extension, and no half characters. */
    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        int end = MAX - extension.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + extension;
    }

    /** A number of bytes for people. */
    public static String size(long bytes) {
        if (bytes >= 1_000_000) {
            return "%.1f MB".formatted(bytes / 1e6);
        }
        return bytes >= 1_000 ? bytes / 1_000 + " kB" : bytes + " bytes";
    }
}
