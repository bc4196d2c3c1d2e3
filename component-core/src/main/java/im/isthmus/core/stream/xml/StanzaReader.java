package im.isthmus.core.stream.xml;

import im.isthmus.core.stream.xml.StanzaFramer.Cut;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a stream into stanzas, whatever pieces they come in. Its memory is bounded by
 * {@link ReaderLimits} however long the stream lives and whatever it carries. Not thread-safe.
 */
public final class StanzaReader {
    private static final int MAX_HEADER = 16 * 1024;

    /** So many stanzas in a row that are not well-formed mean that the framing itself is lost. */
    private static final int MAX_MALFORMED = 1000;

    /** Who gets what was read, on the thread that feeds. */
    public interface Handler {
        /** Comes first and once. */
        void header(StreamHeader header) throws RefusedXmlException;

        /** The next stanza, or whatever else stands where stanzas do. */
        void stanza(Element stanza);

        /**
         * A stanza was skipped.
         *
         * @param head its root with attributes only, null if not even that could be read
         */
        void skipped(@Nullable Element head, String problem);

        /** The parser was replaced to bound its memory. */
        void rotated();

        /** The other side closed the stream; nothing more comes. */
        void end();
    }

    private final ReaderLimits limits;
    private final Handler handler;
    private final StanzaFramer framer = new StanzaFramer();
    private final StanzaParser parser;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    private long skippedBytes;
    private boolean ended;
    private int malformed;

    /** A reader of one stream, from its first byte. */
    public StanzaReader(ReaderLimits limits, Handler handler) {
        this.limits = limits;
        this.handler = handler;
        this.parser = new StanzaParser(limits, handler::rotated);
    }

    /**
     * Takes the next bytes of the stream; calls the handler for all that they complete.
     *
     * @throws RefusedXmlException if the stream cannot go on
     */
    public void feed(byte[] bytes, int length) throws RefusedXmlException {
        int start = 0;
        while (start < length && !ended) {
            Cut cut = framer.next(bytes, start, length);
            int end = framer.position();
            if (cut == Cut.MORE) {
                if (framer.isInside()) {
                    hold(bytes, start, end);
                }
                return;
            }
            framed(cut, bytes, start, end);
            start = end;
        }
    }

    private void framed(Cut cut, byte[] bytes, int from, int to) throws RefusedXmlException {
        if (held.size() == 0 && skippedBytes == 0 && to - from <= limits.stanzaBytes()) {
            complete(cut, bytes, from, to);
            return;
        }
        hold(bytes, from, to);
        boolean skipped = skippedBytes > 0;
        skippedBytes = 0;
        if (!skipped) {
            byte[] whole = held.toByteArray();
            held.reset();
            complete(cut, whole, 0, whole.length);
        }
    }

    /** Keeps part of a stanza, or stops keeping it once it is too large. */
    private void hold(byte[] bytes, int from, int to) throws RefusedXmlException {
        int length = to - from;
        if (skippedBytes == 0) {
            int room = limits.stanzaBytes() - held.size();
            held.write(bytes, from, Math.min(length, room));
            if (length <= room) {
                return;
            }
            byte[] beginning = held.toByteArray();
            held.reset();
            skippedBytes = beginning.length;
            handler.skipped(
                    parser.head(beginning, 0, beginning.length),
                    "larger than " + limits.stanzaBytes() + " bytes");
        }
        skippedBytes += length;
        if (skippedBytes > limits.skippedBytes()) {
            throw new RefusedXmlException("policy-violation", "a stanza without end");
        }
    }

    private void complete(Cut cut, byte[] bytes, int from, int to) throws RefusedXmlException {
        switch (cut) {
            case HEADER -> header(Arrays.copyOfRange(bytes, from, to));
            case STANZA -> stanza(bytes, from, to);
            case END -> {
                ended = true;
                handler.end();
            }
            case NOISE, MORE -> {}
        }
    }

    private void header(byte[] bytes) throws RefusedXmlException {
        if (bytes.length > MAX_HEADER) {
            throw new RefusedXmlException("policy-violation", "a stream header of that size");
        }
        StreamHeader header;
        try {
            header = parser.header(bytes);
        } catch (XMLStreamException | RuntimeException e) {
            throw new RefusedXmlException("not-well-formed", String.valueOf(e.getMessage()));
        }
        handler.header(header);
    }

    private void stanza(byte[] bytes, int from, int to) throws RefusedXmlException {
        String problem = brokenLimit();
        if (problem != null) {
            handler.skipped(parser.head(bytes, from, to), problem);
            return;
        }
        Element element;
        try {
            element = parser.stanza(bytes, from, to);
        } catch (StanzaLimitException e) {
            handler.skipped(parser.head(bytes, from, to), String.valueOf(e.getMessage()));
            return;
        } catch (XMLStreamException e) {
            malformed(parser.head(bytes, from, to), e);
            return;
        }
        malformed = 0;
        handler.stanza(element);
    }

    private @Nullable String brokenLimit() {
        if (framer.deepest() > limits.depth()) {
            return "elements nest deeper than " + limits.depth();
        }
        if (framer.mostAttributes() > limits.attributes()) {
            return "an element has more than " + limits.attributes() + " attributes";
        }
        return null;
    }

    /**
     * RFC 6120 section 11.4 would close the stream. But whatever one user gets past the server must
     * not disconnect all others, and where the next stanza begins is known.
     */
    private void malformed(@Nullable Element head, XMLStreamException e)
            throws RefusedXmlException {
        malformed++;
        if (malformed > MAX_MALFORMED) {
            throw new RefusedXmlException("not-well-formed", String.valueOf(e.getMessage()));
        }
        handler.skipped(head, "not well-formed: " + e.getMessage());
    }
}
