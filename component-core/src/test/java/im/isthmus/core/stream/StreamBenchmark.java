package im.isthmus.core.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import im.isthmus.core.stream.link.Outbox;
import im.isthmus.core.stream.xml.RefusedXmlException;
import im.isthmus.core.stream.xml.StanzaReader;
import im.isthmus.core.stream.xml.StreamHeader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Prints what reading and writing a stanza costs; run its main method. */
final class StreamBenchmark implements StanzaReader.Handler {
    private static final int STANZAS = 300_000;
    private static final int ROUNDS = 6;

    private static final String HEADER =
            "<stream:stream xmlns='jabber:component:accept'"
                    + " xmlns:stream='http://etherx.jabber.org/streams' id='x'>";

    private final List<Element> kept = new ArrayList<>();
    private final int keep;

    private StreamBenchmark(int keep) {
        this.keep = keep;
    }

    /** Runs both, each several times; the last lines are those of compiled code. */
    @SuppressWarnings("SystemOut") // Its only output.
    static void main() throws Exception {
        byte[] input = messages();
        for (int round = 0; round < ROUNDS; round++) {
            System.out.println(measured("read ", () -> read(input, 0)));
        }
        List<Element> stanzas = read(input, 1000);
        OutgoingAddresses addresses =
                new OutgoingAddresses(im.isthmus.core.address.Jid.parse("irc.example.org"));
        for (int round = 0; round < ROUNDS; round++) {
            System.out.println(measured("write", () -> write(stanzas, addresses)));
        }
    }

    /** Some 300 bytes each, a tenth of them not ASCII, 5000 senders. */
    private static byte[] messages() {
        StringBuilder xml = new StringBuilder(HEADER);
        for (int i = 0; i < STANZAS; i++) {
            xml.append("<message from='user").append(i % 5000);
            xml.append("@example.org/phone' to='#room@irc.example.org' type='groupchat' id='");
            xml.append(i).append("'><body>The quick brown fox &amp; the lazy dog, for the ");
            xml.append(i).append("th time; ");
            xml.append(i % 2 == 0 ? "jumps over" : "\u00fcber \u20ac \uD83D\uDE00");
            xml.append("</body><active xmlns='http://jabber.org/protocol/chatstates'/>");
            xml.append("<origin-id xmlns='urn:xmpp:sid:0' id='").append(i).append("'/></message>");
        }
        return xml.toString().getBytes(UTF_8);
    }

    private static List<Element> read(byte[] input, int keep) throws RefusedXmlException {
        StreamBenchmark handler = new StreamBenchmark(keep);
        StanzaReader reader = new StanzaReader(StreamLimits.DEFAULT.reading(), handler);
        byte[] chunk = new byte[16 * 1024];
        for (int at = 0; at < input.length; at += chunk.length) {
            int length = Math.min(chunk.length, input.length - at);
            System.arraycopy(input, at, chunk, 0, length);
            reader.feed(chunk, length);
        }
        return handler.kept;
    }

    private static void write(List<Element> stanzas, OutgoingAddresses addresses) {
        for (Element stanza : stanzas) {
            stanza.addAttribute("from", "#room@irc.example.org/nick");
        }
        Outbox outbox = new Outbox(StreamLimits.DEFAULT);
        try {
            for (int i = 0; i < STANZAS; i++) {
                Element stanza = stanzas.get(i % stanzas.size());
                addresses.check(stanza);
                outbox.put(stanza);
                if (outbox.size() > 64 * 1024) {
                    outbox.take();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static String measured(String name, Work work) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long nanos = threads.getCurrentThreadCpuTime();
        work.run();
        nanos = threads.getCurrentThreadCpuTime() - nanos;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        return "%s %,9d stanzas/s, %5d ns and %5d bytes allocated each"
                .formatted(
                        name, STANZAS * 1_000_000_000L / nanos, nanos / STANZAS, bytes / STANZAS);
    }

    @Override
    public void header(StreamHeader header) {}

    @Override
    public void stanza(Element stanza) {
        if (kept.size() < keep) {
            kept.add(stanza);
        }
    }

    @Override
    public void skipped(@Nullable Element head, String problem) {
        throw new AssertionError(problem);
    }

    @Override
    public void rotated() {}

    @Override
    public void end() {}
}
