package im.isthmus.core.stream.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Stanzas as texts that can be stored, and back. */
public final class StanzaText {
    /** What we wrote ourselves is bounded by what it was made of. */
    private static final ReaderLimits LIMITS =
            new ReaderLimits(64 * 1024 * 1024, 1000, 1000, Long.MAX_VALUE, Integer.MAX_VALUE);

    private StanzaText() {}

    /** A stanza as it leaves on the stream, without characters that XML cannot express. */
    public static String write(Element stanza) {
        XmlBuffer buffer = new XmlBuffer(1024);
        StanzaWriter.write(stanza, buffer);
        return new String(buffer.bytes(), 0, buffer.size(), UTF_8);
    }

    /**
     * A stanza as the stream would have it.
     *
     * @throws IllegalArgumentException if this is not what {@link #write} made
     */
    public static Element read(String text) {
        List<Element> read = new ArrayList<>(1);
        String stream =
                "<stream:stream xmlns='"
                        + StreamHeader.COMPONENT
                        + "' xmlns:stream='"
                        + StreamHeader.STREAMS
                        + "'>"
                        + text;
        try {
            byte[] bytes = stream.getBytes(UTF_8);
            new StanzaReader(LIMITS, new Only(read)).feed(bytes, bytes.length);
        } catch (RefusedXmlException e) {
            throw new IllegalArgumentException("no stanza: " + e.getMessage(), e);
        }
        if (read.size() != 1) {
            throw new IllegalArgumentException("no stanza");
        }
        return read.getFirst();
    }

    /** Takes what is read. */
    private record Only(List<Element> read) implements StanzaReader.Handler {
        @Override
        public void header(StreamHeader header) {}

        @Override
        public void stanza(Element stanza) {
            read.add(stanza);
        }

        @Override
        public void skipped(@Nullable Element head, String problem) {}

        @Override
        public void rotated() {}

        @Override
        public void end() {}
    }
}
