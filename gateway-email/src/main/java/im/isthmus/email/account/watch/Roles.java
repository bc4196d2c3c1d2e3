package im.isthmus.email.account.watch;

import im.isthmus.email.imap.Folder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What folders are for (RFC 6154), or by the names they usually have. */
public enum Roles {
    SENT("\\SENT", "sent|sent items|sent messages|gesendet"),
    ARCHIVE("\\ARCHIVE", "archive|archives|archiv"),
    TRASH("\\TRASH", "trash|deleted items|deleted messages|papierkorb");

    private final String use;
    private final String names;

    Roles(String use, String names) {
        this.use = use;
        this.names = names;
    }

    /** The folder of this role. */
    public Optional<Folder> in(List<Folder> folders) {
        return folders.stream()
                .filter(Folder::canBeOpened)
                .filter(folder -> folder.uses().contains(use))
                .findFirst()
                .or(() ->
                        folders.stream()
                                .filter(Folder::canBeOpened)
                                .filter(folder -> last(folder.shown()).matches(names))
                                .findFirst());
    }

    /** Some servers keep all folders below the inbox. */
    private static String last(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("inbox.") || lower.startsWith("inbox/")
                ? lower.substring(6)
                : lower;
    }
}
