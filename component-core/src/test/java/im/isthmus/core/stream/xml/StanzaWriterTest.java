package im.isthmus.core.stream.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.junit.jupiter.api.Test;

class StanzaWriterTest {
    private static String written(Element element) {
        XmlBuffer out = new XmlBuffer(1);
        StanzaWriter.write(element, out);
        return new String(out.bytes(), 0, out.size(), UTF_8);
    }

    /** Written, and read again as a server would. */
    private static Element readBack(Element element) throws Exception {
        return ReadStanzas.open().feed(written(element)).only();
    }

    private static Element message(String body) {
        Element message = DocumentHelper.createElement("message");
        message.addElement("body").addText(body);
        return message;
    }

    /** What XML 1.0 section 2.2 leaves of a text. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        text.codePoints()
                .map(c ->
                        c == '\t'
                                        || c == '\n'
                                        || c == '\r'
                                        || (c >= 0x20 && c < 0xD800)
                                        || (c > 0xDFFF && c < 0xFFFE)
                                        || c > 0xFFFF
                                ? c
                                : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    @Test
    void everyCharacterOfTheBmpComesBackOrIsReplaced() throws Exception {
        for (int c = 0; c <= 0xFFFF; c++) {
            // An x on both sides keeps surrogates alone.
            String text = "x" + (char) c + "x";
            if (c % 0x400 < 0x100 || c > 0xD700) {
                Element message = message(text).addAttribute("a", text);
                Element back = readBack(message);
                assertThat(back.elementText("body")).as("U+%04X", c).isEqualTo(legal(text));
                assertThat(back.attributeValue("a")).as("U+%04X", c).isEqualTo(legal(text));
            }
        }
    }

    @Test
    void whateverTextComesBackOrIsReplaced() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            String text = randomText(random);
            Element back = readBack(message(text).addAttribute("a", text));
            assertThat(back.elementText("body")).as("seed %d", seed).isEqualTo(legal(text));
            assertThat(back.attributeValue("a")).as("seed %d", seed).isEqualTo(legal(text));
        }
    }

    /** Much of what is special, of lengths around those of the buffer's pieces. */
    private static String randomText(Random random) {
        int length = random.nextBoolean() ? 250 + random.nextInt(20) : 1 + random.nextInt(40);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            switch (random.nextInt(8)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append("<>&'\"]]>\r\n\t".charAt(random.nextInt(11)));
                case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
                case 3 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                case 4 -> text.append((char) (0xFFF0 + random.nextInt(16)));
                case 5 -> text.append((char) (0x80 + random.nextInt(0x2000)));
                default -> text.append((char) (' ' + random.nextInt(0x5F)));
            }
        }
        return text.toString();
    }

    @Test
    void theStreamsNamespaceIsNotDeclared() {
        Element message = message("a");
        message.addElement("x", "urn:x").addElement("y").addAttribute("b", "c");

        assertThat(written(message))
                .isEqualTo("<message><body>a</body><x xmlns='urn:x'><y b='c'/></x></message>");
    }

    @Test
    void elementsOfTheStreamsNamespaceInsideOfOthersDeclareIt() throws Exception {
        Element message = DocumentHelper.createElement("message");
        Element x = message.addElement("x", "urn:x");
        x.add(DocumentHelper.createElement(new QName("bare", Namespace.NO_NAMESPACE)));

        assertThat(written(message))
                .isEqualTo(
                        "<message><x xmlns='urn:x'><bare xmlns='jabber:component:accept'/></x>"
                                + "</message>");
        assertThat(readBack(message).element("x").element("bare")).isNotNull();
    }

    @Test
    void theStreamsNamespaceMayAlsoBeSaid() {
        Element message =
                DocumentHelper.createElement(
                        new QName("message", new Namespace("", "jabber:component:accept")));
        message.addElement("body");

        assertThat(written(message)).isEqualTo("<message><body/></message>");
    }

    @Test
    void prefixesOfElementsAreNotNeeded() throws Exception {
        Element message = DocumentHelper.createElement("message");
        message.addElement(new QName("b", new Namespace("p", "urn:p")))
                .addElement(new QName("c", new Namespace("q", "urn:q")));

        assertThat(written(message))
                .isEqualTo("<message><b xmlns='urn:p'><c xmlns='urn:q'/></b></message>");
    }

    @Test
    void attributesKeepTheirNamespaces() throws Exception {
        Element message = message("a");
        message.addAttribute(new QName("lang", Namespace.XML_NAMESPACE), "de");
        message.addAttribute(new QName("a", new Namespace("p", "urn:1")), "x");
        message.addAttribute(new QName("a", new Namespace("q", "urn:2")), "y");
        message.addAttribute(new QName("b", new Namespace("p", "urn:1")), "z");

        Element back = readBack(message);

        assertThat(written(message)).contains("<message xml:lang='de' ");
        assertThat(back.attributeValue(new QName("a", new Namespace("", "urn:1")))).isEqualTo("x");
        assertThat(back.attributeValue(new QName("a", new Namespace("", "urn:2")))).isEqualTo("y");
        assertThat(back.attributeValue(new QName("b", new Namespace("", "urn:1")))).isEqualTo("z");
    }

    @Test
    void commentsAndInstructionsDoNotLeave() {
        Element message = message("a");
        message.addComment("x").addProcessingInstruction("y", "z").addCDATA("<c>");

        assertThat(written(message)).isEqualTo("<message><body>a</body>&lt;c&gt;</message>");
    }
}
