package im.isthmus.email.account.watch;

import im.isthmus.email.imap.Folder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What folders are for (RFC 6154), or by the names they usually have. */
public enum Roles {
    SENT("\\SENT", "sent|sent items|sent messages|gesendet"),
    ARCHIVE("\\ARCHIVE", "archive|archives|archiv"),
    /** Every mail that is not in the trash. */
    ALL("\\ALL", "all mail|alle nachrichten"),
    TRASH("\\TRASH", "trash|deleted items|deleted messages|papierkorb");

    private final String use;
    private final String names;

    Roles(String use, String names) {
        this.use = use;
        this.names = names;
    }

    /** Where the mails are that a user looks for. */
    public static List<Folder> searched(List<Folder> folders) {
        Optional<Folder> all = ALL.in(folders);
        return all.isPresent()
                ? List.of(all.get())
                : Stream.of(
                                folders.stream()
                                        .filter(each -> each.name().equalsIgnoreCase("INBOX"))
                                        .findFirst(),
                                ARCHIVE.in(folders),
                                SENT.in(folders))
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
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
