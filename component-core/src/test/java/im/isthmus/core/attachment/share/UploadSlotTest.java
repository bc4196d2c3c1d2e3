package im.isthmus.core.attachment.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.dom4j.io.SAXReader;
import org.junit.jupiter.api.Test;

class UploadSlotTest {
    @Test
    void onlyTheHeadersOfTheSpecificationAreSentAndNoneCanSmuggleMore() throws Exception {
        assertThat(
                        slot(
                                """
                                <put url='https://u.example.org/p'>
                                  <header name='Authorization'>Basic a&#xA;X-Evil: 1</header>
                                  <header name='cookie'>b=c</header>
                                  <header name='Host'>evil.example.org</header>
                                  <header name='Expires'>\u00fc</header>
                                </put><get url='https://u.example.org/g'/>\
                                """))
                .contains(
                        new UploadSlot(
                                URI.create("https://u.example.org/p"),
                                Map.of("Authorization", "Basic aX-Evil: 1", "cookie", "b=c"),
                                URI.create("https://u.example.org/g")));
    }

    @Test
    void halfASlotIsNone() throws Exception {
        assertThat(slot("<put url='https://u.example.org/p'/>")).isEmpty();
        assertThat(slot("<put url='not a url'/><get url='https://u.example.org/'/>")).isEmpty();
        assertThat(slot("")).isEmpty();
    }

    private static Optional<UploadSlot> slot(String content) throws Exception {
        String iq = "<iq><slot xmlns='urn:xmpp:http:upload:0'>" + content + "</slot></iq>";
        return UploadSlot.in(new SAXReader().read(new StringReader(iq)).getRootElement());
    }
}
