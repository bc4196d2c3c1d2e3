package im.isthmus.testing.mail;

import java.util.List;

/**
 * A mail that a {@link FakeRelay} took.
 *
 * @param from the command MAIL with all its parameters
 * @param recipients the commands RCPT with all their parameters
 * @param text header and body as they came, with LF at line ends
 * @param secure whether it came over TLS
 * @param user who had logged in; empty if nobody
 */
public record RelayedMail(
        String from, List<String> recipients, String text, boolean secure, String user) {
    public RelayedMail {
        recipients = List.copyOf(recipients);
    }

    /** A header field on one line, without its name; empty if there is none. */
    public String field(String name) {
        String head = text.substring(0, Math.max(0, text.indexOf("\n\n"))) + "\n";
        return head.replaceAll("\n[ \t]+", " ")
                .lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Whether all of these are somewhere in it. */
    public boolean has(String... fragments) {
        return List.of(fragments).stream().allMatch(text::contains);
    }
}
