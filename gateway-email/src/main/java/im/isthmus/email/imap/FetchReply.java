package im.isthmus.email.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a server says about a mail (RFC 3501 section 7.4.2). */
final class FetchReply {
    private static final DateTimeFormatter DATE =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("[ ]d-MMM-yyyy HH:mm:ss Z")
                    .toFormatter(Locale.ROOT);

    private final List<Item> pairs;

    private FetchReply(List<Item> pairs) {
        this.pairs = pairs;
    }

    /** Of a response; empty if it is about something else. */
    static Optional<FetchReply> of(Response response) {
        return response.is("FETCH") && response.items().size() > 2
                ? Optional.of(new FetchReply(response.items().get(2).asGroup()))
                : Optional.empty();
    }

    private @Nullable Item value(String name) {
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i).asText().toUpperCase(Locale.ROOT).startsWith(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    private long number(String name) {
        Item value = value(name);
        return value == null ? 0 : value.asNumber();
    }

    /** What it says without the mail; empty if it does not say which one it is. */
    Optional<MailState> state() {
        long uid = number("UID");
        Item seq = value("MODSEQ");
        long modSeq =
                seq == null || seq.asGroup().isEmpty() ? 0 : seq.asGroup().getFirst().asNumber();
        return uid == 0
                ? Optional.empty()
                : Optional.of(new MailState(uid, flags(), number("RFC822.SIZE"), date(), modSeq));
    }

    /** The mail, as far as it was asked for; empty if it is not in it. */
    byte[] body() {
        Item body = value("BODY[");
        return body == null ? new byte[0] : body.asBytes();
    }

    private Set<String> flags() {
        Item list = value("FLAGS");
        Set<String> flags = new HashSet<>();
        for (Item flag : list == null ? List.<Item>of() : list.asGroup()) {
            flags.add(flag.asText().toUpperCase(Locale.ROOT));
        }
        return flags;
    }

    private @Nullable Instant date() {
        Item date = value("INTERNALDATE");
        try {
            return date == null ? null : OffsetDateTime.parse(date.asText(), DATE).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
