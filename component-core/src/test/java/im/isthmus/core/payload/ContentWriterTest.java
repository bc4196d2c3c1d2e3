package im.isthmus.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.content.Reply;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.payload.ContentWriter.Answered;
import java.net.URI;
import java.util.List;
import org.dom4j.Element;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentWriterTest {
    private static final Attachment PICTURE =
            new Attachment(
                    URI.create("https://f.example/a.png"), "a.png", "image/png", 7, null, false);

    @Test
    void stylesAreWrittenIntoTheText() {
        Content content = Content.of("so bold").withSpans(List.of(new Span(3, 7, Style.BOLD)));

        assertThat(written(content, null)).isEqualTo("<body>so *bold*</body>");
    }

    @Test
    void anAnswerQuotesWhatItAnswersToForThoseWhoSeeNoAnswers() {
        Content content =
                Content.of("yes").withReply(new Reply(new MessageId("", "L1"), "ann", "😀 a\nb?"));

        assertThat(written(content, new Answered("=L1", "ann@gw")))
                .isEqualTo(
                        "<body>> 😀 a\n> b?\nyes</body>"
                                + "<reply xmlns='urn:xmpp:reply:0' id='=L1' to='ann@gw'/>"
                                + "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'>"
                                + "<body start='0' end='11'/></fallback>");
    }

    @Test
    void stylesAndQuotesStandTogether() {
        Content content =
                Content.of("inword")
                        .withSpans(List.of(new Span(2, 4, Style.BOLD)))
                        .withReply(new Reply(new MessageId("", "L1"), null, "q"));

        assertThat(written(content, new Answered("=L1", null)))
                .startsWith(
                        "<body>> q\ninword</body><markup xmlns='urn:xmpp:markup:0'>"
                                + "<span start='6' end='8'><strong/></span></markup>"
                                + "<unstyled xmlns='urn:xmpp:styling:0'/>");
    }

    @Test
    void aFileIsToldInBothWaysAndItsAddressIsTheText() {
        Content part =
                ContentWriter.parts(Content.of("").withAttachments(List.of(PICTURE))).getFirst();

        assertThat(written(part, null))
                .isEqualTo(
                        "<body>https://f.example/a.png</body>"
                                + "<file-sharing xmlns='urn:xmpp:sfs:0' disposition='inline'>"
                                + "<file xmlns='urn:xmpp:file:metadata:0'>"
                                + "<media-type>image/png</media-type><name>a.png</name>"
                                + "<size>7</size></file><sources>"
                                + "<url-data xmlns='http://jabber.org/protocol/url-data'"
                                + " target='https://f.example/a.png'/></sources></file-sharing>"
                                + "<x xmlns='jabber:x:oob'><url>https://f.example/a.png</url></x>"
                                + "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:sfs:0'>"
                                + "<body/></fallback>");
    }

    @Test
    void textAndFilesAreMessagesOfTheirOwn() {
        Content content =
                Content.of("look")
                        .withThread("t")
                        .withSubject("s")
                        .withAttachments(List.of(PICTURE, PICTURE));

        List<Content> parts = ContentWriter.parts(content);
        assertThat(parts).hasSize(3);
        assertThat(parts.getFirst()).isEqualTo(Content.of("look").withThread("t").withSubject("s"));
        assertThat(parts.getLast().thread()).isEqualTo("t");
        assertThat(parts.getLast().subject()).isNull();
        assertThat(parts.getLast().attachments()).containsExactly(PICTURE);
    }

    @Test
    void otherRecipientsAreShown() {
        Content content =
                Content.of("x")
                        .withRecipients(
                                List.of(
                                        new Recipient(Recipient.Kind.CC, "bob", true, true),
                                        new Recipient(
                                                Recipient.Kind.TO, "mailto:e@x", false, true)));

        assertThat(written(content, null))
                .endsWith(
                        "<addresses xmlns='http://jabber.org/protocol/address'>"
                                + "<address type='cc' jid='bob@gw' delivered='true'/>"
                                + "<address type='to' uri='mailto:e@x' delivered='true'/>"
                                + "</addresses>");
    }

    private static String written(Content content, @Nullable Answered answered) {
        Element message = new DefaultElement(new QName("message"));
        ContentWriter.write(message, content, answered, "gw");
        String xml = message.asXML().replace('"', '\'').replace("&gt;", ">");
        return xml.substring("<message>".length(), xml.length() - "</message>".length());
    }
}
