package im.isthmus.email.mime;

import im.isthmus.email.header.Charsets;
import im.isthmus.email.header.MailHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/**
 * Takes a mail apart as a stream of tokens, which costs no stack, and stops at the limits. Whatever
 * was read until then is kept.
 */
final class MimeParser {
    private final MimeLimits limits;
    private final Deque<MimePart> open = new ArrayDeque<>();
    private List<MailHeader.Field> fields = new ArrayList<>();
    private @Nullable MimePart root;
    private int parts;
    private int headerSize;
    private long total;
    private boolean cut;
    private ByteArrayOutputStream preamble = new ByteArrayOutputStream();

    private MimeParser(MimeLimits limits) {
        this.limits = limits;
    }

    /**
     * A mail's parts.
     *
     * @param cut whether there is more than was looked at
     */
    record Parsed(MimePart root, boolean cut) {}

    /** Takes one apart; never fails, whatever the bytes are. */
    static Parsed parse(byte[] mail, MimeLimits limits) {
        MimeParser parser = new MimeParser(limits);
        try {
            parser.run(mail);
        } catch (IOException | MimeException e) {
            parser.cut = true;
        }
        MimePart root = parser.root;
        if (root == null) {
            MailHeader header = new MailHeader(parser.fields);
            root = new MimePart(header, "text/plain", false);
        }
        return new Parsed(root, parser.cut);
    }

    /** Reads the header of a mail only. */
    static MailHeader header(byte[] mail, MimeLimits limits) {
        MimeParser parser = new MimeParser(limits);
        try {
            MimeTokenStream tokens = parser.tokens(mail);
            EntityState state = tokens.getState();
            while (state != EntityState.T_END_HEADER
                    && state != EntityState.T_END_OF_STREAM
                    && !parser.cut) {
                parser.token(state, tokens);
                state = tokens.next();
            }
        } catch (IOException | MimeException e) {
            // What was read until then is what there is.
        }
        return new MailHeader(parser.fields);
    }

    private void run(byte[] mail) throws IOException, MimeException {
        MimeTokenStream tokens = tokens(mail);
        EntityState state = tokens.getState();
        while (state != EntityState.T_END_OF_STREAM && !cut) {
            token(state, tokens);
            state = tokens.next();
        }
    }

    private MimeTokenStream tokens(byte[] mail) {
        MimeConfig config =
                MimeConfig.custom()
                        .setMaxLineLen(-1)
                        .setMaxHeaderLen(limits.headerSize())
                        .setMaxHeaderCount(limits.fields())
                        .setMalformedHeaderStartsBody(false)
                        .build();
        MimeTokenStream tokens = new MimeTokenStream(config);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(new ByteArrayInputStream(mail));
        return tokens;
    }

    private void token(EntityState state, MimeTokenStream tokens)
            throws IOException, MimeException {
        switch (state) {
            case T_START_HEADER -> fields = new ArrayList<>();
            case T_FIELD -> field(tokens.getField());
            case T_START_MULTIPART -> {
                preamble = new ByteArrayOutputStream();
                begin(tokens, true);
            }
            case T_PREAMBLE -> read(tokens.getInputStream(), preamble);
            case T_END_MULTIPART -> end();
            case T_BODY -> body(tokens);
            default -> {} // messages and epilogues say nothing of their own
        }
    }

    private void field(Field field) {
        ByteSequence raw = field.getRaw();
        String value = field.getBody();
        if (raw != null) {
            String text = Charsets.decode(raw.toByteArray(), null);
            int colon = text.indexOf(':');
            value = colon < 0 ? value : text.substring(colon + 1);
        }
        headerSize += value.length() + field.getName().length();
        if (headerSize > limits.headerSize()) {
            cut = true;
            return;
        }
        fields.add(MailHeader.Field.of(field.getName(), value));
    }

    private MimePart begin(MimeTokenStream tokens, boolean multipart) {
        String mediaType = tokens.getBodyDescriptor().getMimeType();
        MimePart part =
                new MimePart(
                        new MailHeader(fields),
                        mediaType == null ? "text/plain" : mediaType,
                        multipart);
        MimePart parent = open.peek();
        if (parent != null) {
            parent.add(part);
        }
        if (root == null) {
            root = part;
        }
        parts++;
        cut |= parts > limits.parts() || open.size() >= limits.depth();
        if (multipart) {
            open.push(part);
        }
        return part;
    }

    private void body(MimeTokenStream tokens) throws IOException {
        MimePart part = begin(tokens, false);
        if (cut) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            read(tokens.getDecodedInputStream(), bytes);
        } finally {
            part.fill(bytes.toByteArray());
        }
    }

    /** Where the boundary never comes all there is stands in front of it. */
    private void end() {
        MimePart ended = open.poll();
        if (ended != null && ended.children().isEmpty() && preamble.size() > 0) {
            MimePart text = new MimePart(new MailHeader(List.of()), "text/plain", false);
            text.fill(preamble.toByteArray());
            ended.add(text);
        }
    }

    /** As much as the limits allow. */
    private void read(InputStream stream, ByteArrayOutputStream bytes) throws IOException {
        try (InputStream in = stream) {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0 && !cut; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                total += read;
                cut = bytes.size() > limits.partSize() || total > limits.totalSize();
            }
        }
    }
}
