package im.isthmus.core.stream.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaReaderTest {
    @Test
    void theStreamHeaderTellsItsIdAndNamespace() throws Exception {
        ReadStanzas read = new ReadStanzas().feed(ReadStanzas.HEADER);

        assertThat(read.headers)
                .containsExactly(new StreamHeader("jabber:component:accept", "x", "gw"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message><body>a</body></message>",
                "<message id='>'><body a=\"'/>\">x &lt; y &#128512; \u20ac\uD83D\uDE00</body></message>",
                "<message><!-- <a> - -> ' --><body><![CDATA[<b>]]]]><b/></body><c/></message>",
                "<iq type='get' id='1'/>",
                "<presence\n\ttype = 'x' ><a:b xmlns:a='urn:a' a:c='d'/>tail</presence >"
            })
    void theSameComesOutWhateverPiecesTheBytesComeIn(String xml) throws Exception {
        Element whole = ReadStanzas.open().feed(xml).only();
        Element pieces = new ReadStanzas().feedBytewise(ReadStanzas.HEADER + xml).only();

        assertThat(pieces.asXML()).isEqualTo(whole.asXML());
        assertThat(ReadStanzas.open().feed(xml + " \n" + xml + xml).stanzas).hasSize(3);
    }

    @Test
    void textIsKeptWholeAcrossReferencesAndSections() throws Exception {
        Element stanza =
                ReadStanzas.open()
                        .feed("<message>a&amp;b<![CDATA[<c>]]>&#x41;<!-- x -->d<e/> f </message>")
                        .only();

        assertThat(stanza.node(0).getText()).isEqualTo("a&b<c>Ad");
        assertThat(stanza.node(2).getText()).isEqualTo(" f ");
    }

    @Test
    void elementsOfTheContentNamespaceHaveNoneAtAnyDepth() throws Exception {
        Element stanza =
                ReadStanzas.open()
                        .feed("<message><x xmlns='urn:x'><y/><b xmlns='jabber:component:accept'/>")
                        .feed("</x><body/></message>")
                        .only();

        assertThat(stanza.getNamespaceURI()).isEmpty();
        assertThat(stanza.element("body").getNamespaceURI()).isEmpty();
        Element x = stanza.element("x");
        assertThat(x.getNamespaceURI()).isEqualTo("urn:x");
        assertThat(x.element("y").getNamespaceURI()).isEqualTo("urn:x");
        assertThat(x.element("b").getNamespaceURI()).isEmpty();
    }

    /** COMPAT(jabberd2 2.7): it passes stanzas on as clients sent them. */
    @Test
    void aStanzaOfTheClientsNamespaceHasNoneButWhatIsForwardedInItKeepsIt() throws Exception {
        Element stanza =
                ReadStanzas.open()
                        .feed("<message xmlns='jabber:client'><body/><f xmlns='urn:f'>")
                        .feed("<message xmlns='jabber:client'/></f></message>")
                        .only();

        assertThat(stanza.getNamespaceURI()).isEmpty();
        assertThat(stanza.element("body").getNamespaceURI()).isEmpty();
        Element forwarded = stanza.element("f").element("message");
        assertThat(forwarded.getNamespaceURI()).isEqualTo("jabber:client");
    }

    @Test
    void aStanzaOverTheLimitIsSkippedAndTheNextOneComes() throws Exception {
        ReadStanzas read = ReadStanzas.open(ReadStanzas.stanzaBytes(1000));

        read.feed("<message from='a@b' to='c@gw' id='7'><body>" + "x".repeat(3000) + "<b>");
        read.feed("y".repeat(3000) + "</b></body></message><presence/>");

        assertThat(read.only().getName()).isEqualTo("presence");
        assertThat(read.problems).containsExactly("larger than 1000 bytes");
        Element head = read.heads.getFirst();
        assertThat(head.attributeValue("from")).isEqualTo("a@b");
        assertThat(head.attributeValue("id")).isEqualTo("7");
    }

    @Test
    void aStanzaOfExactlyTheLimitIsTaken() throws Exception {
        String stanza = "<message><body>" + "x".repeat(500) + "</body></message>";
        ReaderLimits limits = ReadStanzas.stanzaBytes(stanza.length());

        assertThat(ReadStanzas.open(limits).feed(stanza).stanzas).hasSize(1);
        assertThat(ReadStanzas.open(limits).feedBytewise(stanza).stanzas).hasSize(1);
        assertThat(ReadStanzas.open(limits).feed(stanza.replace("/body", "/body ")).stanzas)
                .isEmpty();
    }

    @Test
    void aStartTagOverTheLimitHasNoKnownSender() throws Exception {
        ReadStanzas read = ReadStanzas.open(ReadStanzas.stanzaBytes(1000));

        read.feed("<message id='" + "x".repeat(2000) + "' from='a@b'/><presence/>");

        assertThat(read.only().getName()).isEqualTo("presence");
        assertThat(read.heads).containsExactly((Element) null);
    }

    @Test
    void aStanzaWithoutEndEndsTheStream() throws Exception {
        ReadStanzas read = ReadStanzas.open(ReadStanzas.stanzaBytes(1000));
        read.feed("<message>");

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                read.feed("x".repeat(1000));
                            }
                        })
                .isInstanceOf(RefusedXmlException.class)
                .hasMessage("a stanza without end");
    }

    @Test
    void elementsNestAsDeepAsAllowedAndNoDeeper() throws Exception {
        ReadStanzas read = ReadStanzas.open();
        read.feed("<iq id='1'>" + "<a>".repeat(99) + "</a>".repeat(99) + "</iq>");
        read.feed("<iq id='2' from='x'>" + "<a>".repeat(100) + "</a>".repeat(100) + "</iq>");
        read.feed("<iq id='3'>" + "<a>".repeat(60_000) + "</a>".repeat(60_000) + "</iq>");
        read.feed("<iq id='4'/>");

        assertThat(read.stanzas).extracting(e -> e.attributeValue("id")).containsExactly("1", "4");
        assertThat(read.heads).extracting(e -> e.attributeValue("id")).containsExactly("2", "3");
        assertThat(read.problems.getFirst()).isEqualTo("elements nest deeper than 100");
    }

    @Test
    void elementsHaveAsManyAttributesAsAllowedAndNoMore() throws Exception {
        ReadStanzas read = ReadStanzas.open();
        read.feed("<iq id='1'><a" + attributes(256) + "/></iq>");
        read.feed("<iq id='2'><a" + attributes(257) + "/></iq>");
        read.feed("<iq id='3'><a" + attributes(255) + " xmlns='a' xmlns:b='c'/></iq>");
        read.feed("<iq id='4'/>");

        assertThat(read.stanzas).extracting(e -> e.attributeValue("id")).containsExactly("1", "4");
        assertThat(read.heads).extracting(e -> e.attributeValue("id")).containsExactly("2", "3");
    }

    private static String attributes(int count) {
        StringBuilder xml = new StringBuilder();
        for (int i = 0; i < count; i++) {
            xml.append(" a").append(i).append("=''");
        }
        return xml.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY b 'c'>]>",
                "<message><!ENTITY a 'b'></message>",
                "<?php echo ?>",
                "<message><?a b?></message>",
                "<![CDATA[x]]>",
                "<message><a <b></message>",
                "<message><a b='<'/></message>",
                "<message><a></a <b></message>",
                "text"
            })
    void whatNoStreamMayContainEndsIt(String xml) throws Exception {
        ReadStanzas read = ReadStanzas.open();

        assertThatThrownBy(() -> read.feed(xml)).isInstanceOf(RefusedXmlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message><a:b/></message>",
                "<message a:b='c'/>",
                "<message a='1' a='2'/>",
                "<message>&unknown;</message>",
                "<message>&#1;</message>",
                "<message>\u0001</message>",
                "<message>\uFFFE</message>",
                "<message></body>",
                "<message><a></b></message>"
            })
    void aStanzaThatIsNotWellFormedCostsOnlyItself(String xml) throws Exception {
        ReadStanzas read = ReadStanzas.open().feed("<iq/>").feed(xml).feed("<presence id='z'/>");

        assertThat(read.stanzas).hasSize(2);
        assertThat(read.stanzas.getLast().attributeValue("id")).isEqualTo("z");
        assertThat(read.problems.getFirst()).startsWith("not well-formed: ");
    }

    @Test
    void namesOfAnyLengthDoNoHarm() throws Exception {
        String name = "n".repeat(200_000);
        ReadStanzas read = ReadStanzas.open();
        read.feed("<iq><" + name + "/></iq><iq><a " + name + "=''/></iq>");
        read.feed("<iq><" + name + ":a xmlns:" + name + "='u'/></iq><iq id='1'/>");

        assertThat(read.stanzas.getLast().attributeValue("id")).isEqualTo("1");
    }

    @Test
    void prefixesWithoutNumberAreRefusedBeforeTheyTakeTime() throws Exception {
        ReadStanzas read = ReadStanzas.open();
        StringBuilder xml = new StringBuilder("<iq id='1' from='a@b'>");
        for (int i = 0; i < 20_000; i++) {
            xml.append("<a xmlns:p").append(i).append("='u'/>");
        }
        for (int i = 0; i < 20; i++) {
            read.feed(xml + "</iq>");
        }
        read.feed("<iq id='2'/>");

        assertThat(read.only().attributeValue("id")).isEqualTo("2");
        assertThat(read.problems).hasSize(20).containsOnly("more than 1000 prefixes");
        assertThat(read.heads.getFirst().attributeValue("from")).isEqualTo("a@b");
    }

    @Test
    void nothingButMalformedStanzasEndTheStream() throws Exception {
        ReadStanzas read = ReadStanzas.open();

        assertThatThrownBy(() -> read.feed("<message><a:b/></message>".repeat(2000)))
                .isInstanceOf(RefusedXmlException.class);
        assertThat(read.problems).hasSize(1000);
    }

    @Test
    void theEndOfTheStreamIsToldOnceAndTheRestIgnored() throws Exception {
        ReadStanzas read = ReadStanzas.open().feed("<iq/></stream:stream><iq/>\u0000");

        assertThat(read.ended).isTrue();
        assertThat(read.stanzas).hasSize(1);
    }

    @Test
    void somethingElseThanXmppIsRefused() {
        for (String start :
                new String[] {
                    "HTTP/1.1 400 Bad Request\r\n",
                    "<html><body>",
                    "<stream:stream>",
                    "<stream:stream xmlns:stream='urn:x'>",
                    "<stream xmlns='jabber:component:accept'>",
                    "<stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>",
                    "\u0015\u0003\u0001"
                }) {
            assertThatThrownBy(() -> new ReadStanzas().feed(start))
                    .as(start)
                    .isInstanceOf(RefusedXmlException.class);
        }
    }
}
