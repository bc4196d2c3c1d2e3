package im.isthmus.email.smtp;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.smtp.Envelope.EnvelopeRecipient;
import im.isthmus.email.smtp.intake.MessageBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was said so far on a connection, and what is answered to MAIL, RCPT and the mail itself. */
final class SmtpConversation {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,20}");

    private final MailHandler handler;
    private final SmtpLimits limits;
    private boolean greeted;
    private @Nullable Envelope envelope;
    private boolean utf8;
    private boolean binary;

    SmtpConversation(MailHandler handler, SmtpLimits limits) {
        this.handler = handler;
        this.limits = limits;
    }

    void greeted() {
        greeted = true;
        reset();
    }

    /** As after a new connection. */
    void forget() {
        greeted = false;
        reset();
    }

    void reset() {
        envelope = null;
        utf8 = false;
        binary = false;
    }

    Reply mail(SmtpCommand command) {
        if (!greeted) {
            return Reply.never(503, "5.5.1", "Say EHLO or LHLO first");
        }
        if (envelope != null) {
            return Reply.never(503, "5.5.1", "There is a sender already");
        }
        Optional<SmtpCommand.Path> path = command.path("FROM");
        if (path.isEmpty()) {
            return Reply.never(501, "5.5.4", "Syntax: MAIL FROM:<address>");
        }
        for (var parameter : path.get().parameters().entrySet()) {
            Reply refused = mailParameter(parameter.getKey(), parameter.getValue());
            if (!refused.isPositive()) {
                reset();
                return refused;
            }
        }
        Optional<MailAddress> sender = path.get().mailAddress();
        if (!path.get().address().isEmpty() && sender.isEmpty()) {
            return Reply.never(553, "5.1.7", "The sender is no mail address");
        }
        if (sender.isPresent() && !sender.get().isAscii() && !utf8) {
            return Reply.never(553, "5.6.7", "That sender needs SMTPUTF8");
        }
        String id = path.get().parameters().getOrDefault("ENVID", "");
        envelope = new Envelope(sender.orElse(null), id, List.of());
        return new Reply(250, "2.1.0", "Ok");
    }

    private Reply mailParameter(String name, String value) {
        return switch (name) {
            case "SIZE" -> size(value);
            case "BODY" -> body(value.toUpperCase(Locale.ROOT));
            case "SMTPUTF8" -> {
                utf8 = true;
                yield Reply.OK;
            }
            case "RET" ->
                    value.equalsIgnoreCase("FULL") || value.equalsIgnoreCase("HDRS")
                            ? Reply.OK
                            : Reply.never(501, "5.5.4", "RET is FULL or HDRS");
            case "ENVID", "AUTH" -> Reply.OK;
            default -> Reply.never(555, "5.5.4", "That parameter of MAIL is not known here");
        };
    }

    private Reply size(String value) {
        if (!DIGITS.matcher(value).matches()) {
            return Reply.never(501, "5.5.4", "SIZE is a number");
        }
        boolean fits = value.length() < 19 && Long.parseLong(value) <= limits.messageSize();
        return fits ? Reply.OK : tooLarge();
    }

    private Reply body(String value) {
        binary = value.equals("BINARYMIME");
        return binary || value.equals("8BITMIME") || value.equals("7BIT")
                ? Reply.OK
                : Reply.never(501, "5.5.4", "BODY is 7BIT, 8BITMIME or BINARYMIME");
    }

    Reply tooLarge() {
        return Reply.never(552, "5.3.4", "Mails may have " + limits.messageSize() + " bytes here");
    }

    Reply recipient(SmtpCommand command) {
        Envelope now = envelope;
        if (now == null) {
            return Reply.never(503, "5.5.1", "Say MAIL first");
        }
        Optional<SmtpCommand.Path> path = command.path("TO");
        if (path.isEmpty()) {
            return Reply.never(501, "5.5.4", "Syntax: RCPT TO:<address>");
        }
        if (now.recipients().size() >= limits.recipients()) {
            return new Reply(452, "4.5.3", "Too many recipients; send the mail again for the rest");
        }
        for (String name : path.get().parameters().keySet()) {
            if (!name.equals("NOTIFY") && !name.equals("ORCPT")) {
                return Reply.never(555, "5.5.4", "That parameter of RCPT is not known here");
            }
        }
        Optional<MailAddress> address = path.get().mailAddress();
        if (address.isEmpty()) {
            return Reply.never(553, "5.1.3", "The recipient is no mail address");
        }
        if (!address.get().isAscii() && !utf8) {
            return Reply.never(553, "5.6.7", "That recipient needs SMTPUTF8");
        }
        Reply reply = handler.recipient(now.sender(), address.get());
        if (reply.isPositive()) {
            String notify = path.get().parameters().getOrDefault("NOTIFY", "");
            envelope =
                    now.with(
                            new EnvelopeRecipient(
                                    address.get(),
                                    notify.toUpperCase(Locale.ROOT).contains("SUCCESS"),
                                    path.get().parameters().getOrDefault("ORCPT", "")));
        }
        return reply;
    }

    /** Whether a mail may follow; positive if so. */
    Reply mayFollow(boolean byData) {
        Envelope now = envelope;
        if (now == null) {
            return Reply.never(503, "5.5.1", "Say MAIL first");
        }
        if (now.recipients().isEmpty()) {
            return Reply.never(554, "5.5.1", "No recipient was accepted");
        }
        if (byData && binary) {
            return Reply.never(503, "5.5.1", "BINARYMIME needs BDAT");
        }
        return Reply.OK;
    }

    /** What is said about a mail that was read to its end: once, or for each recipient. */
    List<Reply> finish(MessageBuffer message, Dialect dialect) {
        Envelope now = envelope;
        reset();
        if (now == null) {
            return List.of(Reply.never(503, "5.5.1", "Say MAIL first"));
        }
        Reply reply =
                switch (message.trouble()) {
                    case NONE -> handler.accept(now, message.bytes());
                    case TOO_LARGE -> tooLarge();
                    case NO_MEMORY -> new Reply(452, "4.3.1", "Too much mail at once, come later");
                };
        List<Reply> replies = new ArrayList<>();
        int count = dialect == Dialect.LMTP ? now.recipients().size() : 1;
        for (int i = 0; i < count; i++) {
            replies.add(reply);
        }
        return replies;
    }
}
