package im.isthmus.core.stream.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** A reader of a stream whose header has come, and all that it has read. */
final class ReadStanzas implements StanzaReader.Handler {
    static final String HEADER =
            "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
                    + " xmlns:stream='http://etherx.jabber.org/streams' id='x' from='gw'>";

    static final ReaderLimits LIMITS = new ReaderLimits(512 * 1024, 100, 256, 64 << 20, 2000);

    final List<StreamHeader> headers = new ArrayList<>();
    final List<Element> stanzas = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final List<@Nullable Element> heads = new ArrayList<>();
    int rotations;
    boolean ended;

    private final StanzaReader reader;

    ReadStanzas() {
        this(LIMITS);
    }

    ReadStanzas(ReaderLimits limits) {
        reader = new StanzaReader(limits, this);
    }

    /** Of a stream that is open. */
    static ReadStanzas open(ReaderLimits limits) throws RefusedXmlException {
        ReadStanzas read = new ReadStanzas(limits);
        read.feed(HEADER);
        return read;
    }

    /** The usual limits with another largest stanza. */
    static ReaderLimits stanzaBytes(int bytes) {
        return new ReaderLimits(bytes, 100, 256, 64 << 20, 2000);
    }

    static ReadStanzas open() throws RefusedXmlException {
        return open(LIMITS);
    }

    ReadStanzas feed(String xml) throws RefusedXmlException {
        byte[] bytes = xml.getBytes(UTF_8);
        reader.feed(bytes, bytes.length);
        return this;
    }

    ReadStanzas feedBytewise(String xml) throws RefusedXmlException {
        for (byte b : xml.getBytes(UTF_8)) {
            byte[] one = new byte[8];
            Arrays.fill(one, b);
            reader.feed(one, 1);
        }
        return this;
    }

    Element only() {
        if (stanzas.size() != 1) {
            throw new AssertionError(stanzas.size() + " stanzas, problems: " + problems);
        }
        return stanzas.getFirst();
    }

    @Override
    public void header(StreamHeader header) {
        headers.add(header);
    }

    @Override
    public void stanza(Element stanza) {
        stanzas.add(stanza);
    }

    @Override
    public void skipped(@Nullable Element head, String problem) {
        heads.add(head);
        problems.add(problem);
    }

    @Override
    public void rotated() {
        rotations++;
    }

    @Override
    public void end() {
        ended = true;
    }
}
