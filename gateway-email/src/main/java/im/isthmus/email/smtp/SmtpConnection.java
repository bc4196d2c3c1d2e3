package im.isthmus.email.smtp;

import im.isthmus.email.smtp.intake.MemoryBudget;
import im.isthmus.email.smtp.intake.MessageBuffer;
import im.isthmus.email.smtp.intake.SmtpInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One mail server that brings mail, from its greeting to its end. */
final class SmtpConnection {
    /** RFC 5321 has 512; the extensions we offer add to that. */
    private static final int LINE = 2048;

    /** So much of a mail that is too large is read for the sake of politeness. */
    private static final long MOST_THROWN_AWAY = 256L << 20;

    private static final Pattern CHUNK = Pattern.compile("(\\d{1,18})( +LAST)?");

    private final SmtpServer.Service service;
    private final SmtpConversation conversation;
    private final MemoryBudget budget;
    private Socket socket;
    private SmtpInput in;
    private OutputStream out;
    private boolean secure;
    private boolean open = true;
    private int errors;
    private @Nullable MessageBuffer chunks;

    SmtpConnection(Socket socket, SmtpServer.Service service, MemoryBudget budget)
            throws IOException {
        this.service = service;
        this.budget = budget;
        this.conversation = new SmtpConversation(service.handler(), service.limits());
        this.socket = socket;
        this.in = new SmtpInput(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Talks until either side has enough. */
    void run() throws IOException {
        socket.setSoTimeout((int) service.limits().silence().toMillis());
        try {
            say(new Reply(220, "", service.hostName() + " " + service.dialect()));
            while (open) {
                if (!in.hasMore()) {
                    out.flush();
                }
                next();
            }
            out.flush();
        } finally {
            dropChunks();
        }
    }

    private void next() throws IOException {
        SmtpCommand command;
        try {
            command = SmtpCommand.parse(in.line(LINE));
        } catch (SmtpInput.TooLongException e) {
            say(Reply.never(500, "5.5.2", "That line is too long"));
            return;
        }
        if (command.rest().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            say(Reply.never(501, "5.5.4", "Control characters are not allowed here"));
            return;
        }
        switch (command.verb()) {
            case "HELO" -> greet(command, Dialect.SMTP, false);
            case "EHLO" -> greet(command, Dialect.SMTP, true);
            case "LHLO" -> greet(command, Dialect.LMTP, true);
            case "MAIL" -> mail(command);
            case "RCPT" -> say(conversation.recipient(command));
            case "DATA" -> data();
            case "BDAT" -> chunk(command);
            case "STARTTLS" -> startTls();
            case "RSET" -> reset();
            case "NOOP" -> say(Reply.OK);
            case "VRFY" -> say(new Reply(252, "2.1.5", "Send mail and see"));
            case "HELP" -> say(new Reply(214, "2.0.0", "RFC 5321, RFC 2033"));
            case "QUIT" -> {
                say(new Reply(221, "2.0.0", "Goodbye"));
                open = false;
            }
            default -> say(Reply.never(500, "5.5.1", "That command is not known here"));
        }
    }

    private void greet(SmtpCommand command, Dialect by, boolean extended) throws IOException {
        if (by != service.dialect()) {
            say(Reply.never(500, "5.5.1", "This is " + service.dialect()));
            return;
        }
        if (command.rest().isBlank()) {
            say(Reply.never(501, "5.5.4", "Say who you are"));
            return;
        }
        dropChunks();
        conversation.greeted();
        List<String> lines = new ArrayList<>(List.of(service.hostName()));
        if (extended) {
            lines.addAll(List.of("PIPELINING", "SIZE " + service.limits().messageSize()));
            if (service.tls() != null && !secure) {
                lines.add("STARTTLS");
            }
            lines.addAll(List.of("ENHANCEDSTATUSCODES", "8BITMIME", "BINARYMIME"));
            lines.addAll(List.of("DSN", "SMTPUTF8", "CHUNKING"));
        }
        for (int i = 0; i < lines.size(); i++) {
            write("250" + (i == lines.size() - 1 ? " " : "-") + lines.get(i));
        }
    }

    private void mail(SmtpCommand command) throws IOException {
        dropChunks();
        say(conversation.mail(command));
    }

    private void reset() throws IOException {
        dropChunks();
        conversation.reset();
        say(Reply.OK);
    }

    private void data() throws IOException {
        Reply may = conversation.mayFollow(true);
        if (!may.isPositive() || chunks != null) {
            say(may.isPositive() ? Reply.never(503, "5.5.1", "BDAT was begun") : may);
            return;
        }
        say(new Reply(354, "", "End with a line that has a dot only"));
        out.flush();
        try (MessageBuffer message = buffer()) {
            in.data(message, MOST_THROWN_AWAY + service.limits().messageSize());
            sayAll(conversation.finish(message, service.dialect()));
        }
    }

    private void chunk(SmtpCommand command) throws IOException {
        var matcher = CHUNK.matcher(command.rest().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            say(Reply.never(501, "5.5.4", "Syntax: BDAT size [LAST]"));
            open = false; // how much of what follows is mail cannot be known
            return;
        }
        long size = Long.parseLong(matcher.group(1));
        if (size > MOST_THROWN_AWAY + service.limits().messageSize()) {
            say(conversation.tooLarge());
            open = false; // reading it to its end would take too long
            return;
        }
        boolean last = matcher.group(2) != null;
        Reply may = conversation.mayFollow(false);
        MessageBuffer message = chunks == null ? buffer() : chunks;
        chunks = message;
        in.chunk(size, message);
        if (!may.isPositive()) {
            dropChunks();
            say(may);
        } else if (last) {
            sayAll(conversation.finish(message, service.dialect()));
            dropChunks();
        } else if (message.trouble() == MessageBuffer.Trouble.TOO_LARGE) {
            say(conversation.tooLarge());
            dropChunks();
            conversation.reset();
        } else {
            say(Reply.ok(size + " bytes"));
        }
    }

    private void startTls() throws IOException {
        SSLContext tls = service.tls();
        if (tls == null || secure) {
            say(Reply.never(502, "5.5.1", "There is no STARTTLS now"));
            return;
        }
        if (in.hasMore()) {
            // What was sent ahead would be taken for sent under TLS (CVE-2011-0411).
            say(Reply.never(501, "5.5.1", "Nothing may follow STARTTLS unasked"));
            open = false;
            return;
        }
        say(new Reply(220, "2.0.0", "Go ahead"));
        out.flush();
        SSLSocket wrapped =
                (SSLSocket)
                        tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        wrapped.setUseClientMode(false);
        wrapped.startHandshake();
        socket = wrapped;
        in = new SmtpInput(wrapped.getInputStream());
        out = new BufferedOutputStream(wrapped.getOutputStream());
        secure = true;
        conversation.forget();
    }

    private MessageBuffer buffer() {
        return new MessageBuffer(service.limits().messageSize(), budget.share());
    }

    private void dropChunks() {
        MessageBuffer dropped = chunks;
        chunks = null;
        if (dropped != null) {
            dropped.close();
        }
    }

    private void sayAll(List<Reply> replies) throws IOException {
        for (Reply reply : replies) {
            say(reply);
        }
    }

    private void say(Reply reply) throws IOException {
        write(reply.line());
        if (!reply.isPositive() && ++errors > service.limits().errors()) {
            write("421 4.7.0 Too many errors");
            open = false;
        }
    }

    private void write(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
