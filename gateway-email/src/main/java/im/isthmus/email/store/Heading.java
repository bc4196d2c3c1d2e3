package im.isthmus.email.store;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.Mailbox;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands above a mail of ours, but when it was written.
 *
 * @param author the user's own account if that is what it is sent with; null for the address that
 *     the user has in our domain
 * @param thread as XMPP has it
 * @param references ids of the mails before it, oldest first; empty if there are none
 * @param to addresses as header fields have them
 * @param cc addresses as header fields have them
 */
public record Heading(
        @Nullable Mailbox author,
        String thread,
        String subject,
        String references,
        List<String> to,
        List<String> cc) {
    public Heading {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
    }

    Heading withSubject(String other) {
        return new Heading(author, thread, other, references, to, cc);
    }

    String write() {
        List<@Nullable String> fields = new ArrayList<>();
        fields.add(author == null ? null : author.address().toString());
        fields.add(author == null ? null : author.name());
        fields.addAll(List.of(thread, subject, references));
        fields.add(String.valueOf(to.size()));
        fields.addAll(to);
        fields.addAll(cc);
        return Fields.join(fields);
    }

    static Heading read(String text) {
        Iterator<@Nullable String> fields = Fields.split(text);
        @Nullable String address = fields.next();
        @Nullable String name = fields.next();
        String thread = Objects.requireNonNull(fields.next());
        String subject = Objects.requireNonNull(fields.next());
        String references = Objects.requireNonNull(fields.next());
        int count = Integer.parseInt(Objects.requireNonNull(fields.next()));
        List<String> to = new ArrayList<>();
        List<String> cc = new ArrayList<>();
        while (fields.hasNext()) {
            (to.size() < count ? to : cc).add(Objects.requireNonNull(fields.next()));
        }
        return new Heading(author(address, name), thread, subject, references, to, cc);
    }

    private static @Nullable Mailbox author(@Nullable String address, @Nullable String name) {
        return Optional.ofNullable(address)
                .flatMap(MailAddress::parse)
                .map(each -> new Mailbox(name == null ? "" : name, each))
                .orElse(null);
    }
}
