package im.isthmus.core.stream.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParserMemoryTest {
    private static final int STANZAS = 20_000;
    private static final int NAMES_EACH = 100;

    /** Two million names; kept, they would take more than this test allows many times over. */
    @Test
    void namesMadeUpForEverTakeNoMemoryForEver() throws Exception {
        ReadStanzas read = ReadStanzas.open();
        feedMadeUpNames(read, 0, 1000);
        long before = usedMemory();

        feedMadeUpNames(read, 1000, STANZAS);

        assertThat(read.problems).isEmpty();
        assertThat(read.heads).isEmpty();
        assertThat(usedMemory() - before).isLessThan(40_000_000);
        assertThat(read.rotations).isGreaterThan(STANZAS * NAMES_EACH / 4_000);
    }

    @Test
    void prefixesThatAreOnlyDeclaredTakeNoMemoryForEver() throws Exception {
        ReadStanzas read = ReadStanzas.open();

        for (int i = 0; i < 1000; i++) {
            StringBuilder xml = new StringBuilder("<iq");
            for (int j = 0; j < 100; j++) {
                xml.append(" xmlns:p").append(i).append('-').append(j).append("='u'");
            }
            read.feed(xml.append("/>").toString());
        }

        assertThat(read.problems).isEmpty();
        assertThat(read.rotations).isGreaterThan(100_000 / 700);
    }

    private static void feedMadeUpNames(ReadStanzas read, int from, int to)
            throws RefusedXmlException {
        for (int i = from; i < to; i++) {
            StringBuilder xml = new StringBuilder("<iq>");
            for (int j = 0; j < NAMES_EACH / 5; j++) {
                String name = "n" + i + "-" + j;
                xml.append("<e").append(name).append(" xmlns='urn:").append(name);
                xml.append("' xmlns:p").append(name).append("='urn:p").append(name);
                xml.append("' a").append(name).append("='' p").append(name).append(":b='' c");
                xml.append(name).append("='").append("'/>");
            }
            read.feed(xml.append("</iq>").toString());
            read.stanzas.clear();
        }
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void aLongLifeRotatesTheParserToo() throws Exception {
        ReaderLimits limits = new ReaderLimits(1000, 10, 10, 10_000, 1_000_000);
        ReadStanzas read = ReadStanzas.open(limits);

        for (int i = 0; i < 1000; i++) {
            read.feed("<message><body xml:lang='en'>0123456789</body></message>");
        }

        assertThat(read.stanzas).hasSize(1000);
        assertThat(read.rotations).isBetween(4, 7);
        assertThat(read.stanzas.getLast().element("body").attributeValue("lang")).isEqualTo("en");
    }

    @Test
    void ordinaryTrafficHardlyEverRotatesTheParser() throws Exception {
        ReadStanzas read = ReadStanzas.open();

        for (int i = 0; i < 5000; i++) {
            read.feed("<message id='" + i + "'><body>x</body><active xmlns='urn:c'/></message>");
        }

        assertThat(read.rotations).isZero();
    }
}
