package im.isthmus.email.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands above a mail of ours, but who wrote it and when.
 *
 * @param thread as XMPP has it
 * @param references ids of the mails before it, oldest first; empty if there are none
 * @param to addresses as header fields have them
 * @param cc addresses as header fields have them
 */
public record Heading(
        String thread, String subject, String references, List<String> to, List<String> cc) {
    public Heading {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
    }

    Heading withSubject(String other) {
        return new Heading(thread, other, references, to, cc);
    }

    String write() {
        List<@Nullable String> fields = new ArrayList<>(List.of(thread, subject, references));
        fields.add(String.valueOf(to.size()));
        fields.addAll(to);
        fields.addAll(cc);
        return Fields.join(fields);
    }

    static Heading read(String text) {
        Iterator<@Nullable String> fields = Fields.split(text);
        String thread = Objects.requireNonNull(fields.next());
        String subject = Objects.requireNonNull(fields.next());
        String references = Objects.requireNonNull(fields.next());
        int count = Integer.parseInt(Objects.requireNonNull(fields.next()));
        List<String> to = new ArrayList<>();
        List<String> cc = new ArrayList<>();
        while (fields.hasNext()) {
            (to.size() < count ? to : cc).add(Objects.requireNonNull(fields.next()));
        }
        return new Heading(thread, subject, references, to, cc);
    }
}
