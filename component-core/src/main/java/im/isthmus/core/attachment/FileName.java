package im.isthmus.core.attachment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of files, as strangers give them, made harmless. */
final class FileName {
    private static final int MAX = 120;

    private FileName() {}

    /** The last part of a path that says something; null if none does. */
    static @Nullable String of(List<String> path) {
        return path.isEmpty() ? null : clean(path.getLast());
    }

    /**
     * Without folders, control characters and tricks of writing direction, and not too long; null
     * if nothing is left.
     */
    static @Nullable String clean(@Nullable String name) {
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
    static String size(long bytes) {
        if (bytes >= 1_000_000) {
            return "%.1f MB".formatted(bytes / 1e6);
        }
        return bytes >= 1_000 ? bytes / 1_000 + " kB" : bytes + " bytes";
    }
}
