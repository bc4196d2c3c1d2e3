package im.isthmus.email.mime;

import im.isthmus.email.header.MailText;

/** Names of files as mails have them, made harmless. */
public final class FileNames {
    private static final int LONGEST = 120;

    private FileNames() {}

    /** Without folders, control characters and whatever else deceives; never empty. */
    public static String safe(String name) {
        String line = MailText.line(name, 10_000);
        String last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[:*?\"<>|]", "_").replaceAll("^\\.+", "").strip();
        if (clean.length() > LONGEST) {
            int dot = clean.lastIndexOf('.');
            String extension = dot < clean.length() - 12 || dot < 0 ? "" : clean.substring(dot);
            clean = clean.substring(0, LONGEST - extension.length()) + extension;
        }
        return clean.isEmpty() ? "file" : clean;
    }
}
