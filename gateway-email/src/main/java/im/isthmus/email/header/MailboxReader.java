package im.isthmus.email.header;

import im.isthmus.email.address.MailAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list of mailboxes (RFC 5322 section 3.4), however badly it is written. */
final class MailboxReader {
    private static final int MOST = 500;
    private static final int LONGEST_NAME = 200;

    private final String text;
    private final List<Mailbox> found = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private @Nullable StringBuilder angle;
    private boolean quoted;
    private int depth;

    MailboxReader(String text) {
        this.text = text;
    }

    List<Mailbox> read() {
        for (int i = 0; i < text.length() && found.size() < MOST; i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && (quoted || depth > 0) && i + 1 < text.length();
            if (escape) {
                i++;
                escaped(text.charAt(i));
            } else if (depth > 0) {
                inComment(c);
            } else if (quoted || c == '"') {
                quoted ^= c == '"';
                target().append(c);
            } else {
                outside(c);
            }
        }
        end();
        return found;
    }

    private void escaped(char c) {
        if (depth > 0) {
            comment.append(c);
        } else {
            target().append(angle == null ? "" : "\\").append(c);
        }
    }

    private void inComment(char c) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth > 0) {
            comment.append(c);
        }
    }

    private void outside(char c) {
        switch (c) {
            case ',', ';' -> end();
            case '(' -> depth = 1;
            case '<' -> angle = new StringBuilder();
            case '>' -> {}
            case ':' -> {
                if (angle == null && words.indexOf("@") < 0 && words.indexOf("=?") < 0) {
                    words.setLength(0); // the name of a group
                } else {
                    target().append(c);
                }
            }
            default -> target().append(c);
        }
    }

    private StringBuilder target() {
        return angle == null ? words : angle;
    }

    private void end() {
        String outside = words.toString().strip();
        String address = angle == null ? outside.replaceAll("\\s", "") : angle.toString().strip();
        int route = address.lastIndexOf(':');
        if (address.startsWith("@") && route > 0) {
            address = address.substring(route + 1);
        }
        String name = angle == null ? comment.toString() : outside.replace("\"", "");
        MailAddress.parse(EncodedWords.decode(address).strip())
                .map(parsed ->
                        new Mailbox(MailText.line(EncodedWords.decode(name), LONGEST_NAME), parsed))
                .ifPresent(found::add);
        words.setLength(0);
        comment.setLength(0);
        angle = null;
        quoted = false;
        depth = 0;
    }
}
