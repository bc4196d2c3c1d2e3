package im.isthmus.email.imap;

import im.isthmus.email.connection.Credentials;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.MailSockets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A user's mailbox while we are logged in to it. Used by one thread; only {@link #wake} and {@link
 * #close} may come from others. Every method fails with {@link IOException} if the connection is of
 * no use any more, and with {@link ImapException} if the server refuses.
 */
public final class OpenMailbox implements AutoCloseable {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ROOT);

    private final ImapConnection connection;
    private @Nullable OpenFolder open;

    private OpenMailbox(ImapConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects and logs in.
     *
     * @param patience how long the server may say nothing
     * @param longestMail in bytes
     */
    public static OpenMailbox open(
            MailServer server,
            MailSockets sockets,
            Credentials credentials,
            Duration patience,
            long longestMail)
            throws IOException, ImapException {
        ImapConnection connection = ImapConnection.open(server, sockets, patience, longestMail);
        try {
            new LogIn(connection).with(credentials);
            return new OpenMailbox(connection);
        } catch (IOException | ImapException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether it tells by itself when something changes. */
    public boolean canIdle() {
        return connection.can("IDLE");
    }

    /** Whether it keeps what is sent by its provider's server without being told to. */
    public boolean keepsSent() {
        return connection.can("X-GM-EXT-1"); // COMPAT(Gmail): no other says so
    }

    /** All folders. */
    public List<Folder> folders() throws IOException, ImapException {
        List<Folder> folders = new ArrayList<>();
        check(
                connection.command(
                        "LIST \"\" \"*\"",
                        response -> {
                            if (response.is("LIST") && response.items().size() > 3) {
                                folders.add(folder(response.items()));
                            }
                        }));
        return folders;
    }

    private static Folder folder(List<Item> items) {
        Set<String> uses = new HashSet<>();
        for (Item use : items.get(1).asGroup()) {
            uses.add(use.asText().toUpperCase(Locale.ROOT));
        }
        String name = items.get(3).asText();
        return new Folder(name, FolderNames.decode(name), uses);
    }

    /** Opens a folder, unless it is open already. */
    public OpenFolder select(String name) throws IOException, ImapException {
        @Nullable OpenFolder known = open;
        if (known != null && known.name().equals(name)) {
            return known;
        }
        open = null;
        long[] found = new long[4];
        String condstore = connection.can("CONDSTORE") ? " (CONDSTORE)" : "";
        check(
                connection.command(
                        "SELECT " + quoted(name) + condstore,
                        response -> {
                            switch (response.codeName()) {
                                case "UIDVALIDITY" -> found[0] = response.codeNumber();
                                case "UIDNEXT" -> found[1] = response.codeNumber();
                                case "HIGHESTMODSEQ" -> found[3] = response.codeNumber();
                                default -> {}
                            }
                            if (response.is("EXISTS")) {
                                found[2] = response.number();
                            }
                        }));
        connection.takeNews();
        OpenFolder selected = new OpenFolder(name, found[0], found[1], found[2], found[3]);
        open = selected;
        return selected;
    }

    /** What is in the open folder behind a uid, without the mails themselves, in order. */
    public List<MailState> after(long uid) throws IOException, ImapException {
        // The last mail is always among them, even if it is not behind (RFC 3501 section 6.4.8).
        return states("UID FETCH " + (uid + 1) + ":* (UID FLAGS INTERNALDATE RFC822.SIZE)").stream()
                .filter(state -> state.uid() > uid)
                .sorted((a, b) -> Long.compare(a.uid(), b.uid()))
                .toList();
    }

    /** What changed in the open folder up to a uid; only with {@link OpenFolder#modSeq}. */
    public List<MailState> changed(long uid, long modSeq) throws IOException, ImapException {
        return uid == 0
                ? List.of()
                : states("UID FETCH 1:" + uid + " (UID FLAGS) (CHANGEDSINCE " + modSeq + ")");
    }

    /** How these mails are now; those that are gone are missing. */
    public List<MailState> states(List<Long> uids) throws IOException, ImapException {
        return uids.isEmpty() ? List.of() : states("UID FETCH " + set(uids) + " (UID FLAGS)");
    }

    private List<MailState> states(String command) throws IOException, ImapException {
        List<MailState> states = new ArrayList<>();
        check(
                connection.command(
                        command,
                        response ->
                                FetchReply.of(response)
                                        .flatMap(FetchReply::state)
                                        .ifPresent(states::add)));
        return states;
    }

    /**
     * A mail of the open folder, which does not count as seen by this.
     *
     * @param most bytes of it
     * @return empty if it is gone
     */
    public Optional<byte[]> mail(long uid, long most) throws IOException, ImapException {
        return fetched(uid, "BODY.PEEK[]<0." + most + ">");
    }

    /** The header of a mail of the open folder. */
    public Optional<byte[]> header(long uid, long most) throws IOException, ImapException {
        return fetched(uid, "BODY.PEEK[HEADER]<0." + most + ">");
    }

    private Optional<byte[]> fetched(long uid, String part) throws IOException, ImapException {
        List<byte[]> found = new ArrayList<>();
        Consumer<Response> each =
                response ->
                        FetchReply.of(response)
                                .map(FetchReply::body)
                                .filter(body -> body.length > 0)
                                .ifPresent(found::add);
        check(connection.command("UID FETCH " + uid + " (UID " + part + ")", each));
        return found.stream().findFirst();
    }

    /** Sets or takes away a flag, such as {@code \Seen}, of mails of the open folder. */
    public void flag(List<Long> uids, String flag, boolean on) throws IOException, ImapException {
        if (!uids.isEmpty()) {
            String sign = on ? "+" : "-";
            check(
                    connection.command(
                            "UID STORE " + set(uids) + ' ' + sign + "FLAGS.SILENT (" + flag + ')'));
        }
    }

    /** Moves a mail of the open folder to another one (RFC 6851). */
    public void move(long uid, String to) throws IOException, ImapException {
        if (connection.can("MOVE")) {
            check(connection.command("UID MOVE " + uid + ' ' + quoted(to)));
            return;
        }
        check(connection.command("UID COPY " + uid + ' ' + quoted(to)));
        delete(uid);
    }

    /** Removes a mail of the open folder for good. */
    public void delete(long uid) throws IOException, ImapException {
        flag(List.of(uid), "\\Deleted", true);
        // Without UIDPLUS this removes whatever else was marked; so it stays marked then.
        if (connection.can("UIDPLUS")) {
            check(connection.command("UID EXPUNGE " + uid));
        }
    }

    /** The mails of the open folder that came on a day or later. */
    public List<Long> since(LocalDate day) throws IOException, ImapException {
        return search("SINCE " + DAY.format(day), List.of());
    }

    /** The mails of the open folder with this Message-ID. */
    public List<Long> withId(String messageId) throws IOException, ImapException {
        return search("HEADER Message-ID ", List.of(messageId));
    }

    /** The mails of the open folder that have a text anywhere. */
    public List<Long> with(String text) throws IOException, ImapException {
        return search("CHARSET UTF-8 TEXT ", List.of(text));
    }

    /** Texts go as literals, so that they can be any. */
    private List<Long> search(String what, List<String> texts) throws IOException, ImapException {
        List<Long> uids = new ArrayList<>();
        List<byte[]> rest = texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
        String literal = rest.isEmpty() ? "" : "{" + rest.getFirst().length + "}";
        check(
                connection.command(
                        "UID SEARCH " + what + literal,
                        rest,
                        response -> {
                            if (response.is("SEARCH")) {
                                response.items().stream()
                                        .skip(1)
                                        .map(Item::asNumber)
                                        .filter(uid -> uid > 0)
                                        .forEach(uids::add);
                            }
                        }));
        return uids.stream().sorted().toList();
    }

    /** Puts a mail that was read already into a folder. */
    public void append(String folder, byte[] mail) throws IOException, ImapException {
        check(
                connection.command(
                        "APPEND " + quoted(folder) + " (\\Seen) {" + mail.length + "}",
                        List.of(mail),
                        _ -> {}));
    }

    /** How far a folder is that is not open, and how many mails it has. */
    public OpenFolder status(String name) throws IOException, ImapException {
        long[] found = new long[3];
        check(
                connection.command(
                        "STATUS " + quoted(name) + " (UIDVALIDITY UIDNEXT MESSAGES)",
                        response -> {
                            if (response.is("STATUS") && response.items().size() > 2) {
                                List<Item> pairs = response.items().get(2).asGroup();
                                for (int i = 0; i + 1 < pairs.size(); i += 2) {
                                    long number = pairs.get(i + 1).asNumber();
                                    switch (pairs.get(i).asText().toUpperCase(Locale.ROOT)) {
                                        case "UIDVALIDITY" -> found[0] = number;
                                        case "UIDNEXT" -> found[1] = number;
                                        case "MESSAGES" -> found[2] = number;
                                        default -> {}
                                    }
                                }
                            }
                        }));
        return new OpenFolder(name, found[0], found[1], found[2], 0);
    }

    /** Asks whether something happened. */
    public void ask() throws IOException, ImapException {
        check(connection.command("NOOP"));
    }

    /** Waits until something happens in the open folder, or {@link #wake}, or for so long. */
    public void idle(Duration most) throws IOException {
        connection.idle(most);
    }

    /** Whether something happened in the open folder since this was last asked. */
    public boolean takeNews() {
        return connection.takeNews();
    }

    /** Ends {@link #idle} soon; callable from any thread. */
    public void wake() throws IOException {
        connection.endIdle();
    }

    /** Whether it is idle now; callable from any thread. */
    public boolean isIdle() {
        return connection.isIdle();
    }

    /** Whether the server has not taken what it is sent for so long; callable from any thread. */
    public boolean isStuck(Duration most) {
        return connection.isStuck(most);
    }

    private static void check(Response answer) throws ImapException {
        if (!answer.isOk()) {
            throw new ImapException(answer, false);
        }
    }

    private static String set(List<Long> uids) {
        return String.join(",", uids.stream().map(String::valueOf).toList());
    }

    /** Names of folders come from the server, or from a user who means one of them. */
    private static String quoted(String name) {
        return '"' + name.replaceAll("[\\r\\n\\x00]", "").replaceAll("([\"\\\\])", "\\\\$1") + '"';
    }

    @Override
    public void close() {
        connection.close();
    }
}
