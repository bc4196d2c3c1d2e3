package im.isthmus.core.stream;

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

    final StreamCounters counters = new StreamCounters();
    final List<StreamHeader> headers = new ArrayList<>();
    final List<Element> stanzas = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final List<@Nullable Element> heads = new ArrayList<>();
    boolean ended;

    private final StanzaReader reader;

    ReadStanzas() {
        this(StreamLimits.DEFAULT);
    }

    ReadStanzas(StreamLimits limits) {
        reader = new StanzaReader(limits, counters, this);
    }

    /** Of a stream that is open. */
    static ReadStanzas open(StreamLimits limits) throws RefusedXmlException {
        ReadStanzas read = new ReadStanzas(limits);
        read.feed(HEADER);
        return read;
    }

    static ReadStanzas open() throws RefusedXmlException {
        return open(StreamLimits.DEFAULT);
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
    public void end() {
        ended = true;
    }
}
