package im.isthmus.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.content.Reply;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentReaderTest {
    private static final Set<Ability> ALL = EnumSet.allOf(Ability.class);
    private static final Set<Ability> NONE = Set.of();
    private static final String FILE = "https://files.example/a/summit.jpg";

    @Test
    void plainTextIsSaid() throws StanzaException {
        assertThat(read(NONE, "<body>hello</body>")).isEqualTo(say(Content.of("hello")));
    }

    @Test
    void stylesBecomeSpansAndStayInTheText() throws StanzaException {
        assertThat(read(NONE, "<body>be *bold*</body>"))
                .isEqualTo(
                        say(
                                Content.of("be *bold*")
                                        .withSpans(List.of(new Span(3, 9, Style.BOLD)))));
    }

    @Test
    void aReplyLosesItsQuoteAndKeepsItAsQuote() throws StanzaException {
        Content content =
                said(
                        ALL,
                        "<body>&gt; 😀 Anna:\n&gt; cake?\n*Great*</body>"
                                + "<reply xmlns='urn:xmpp:reply:0' to='ann@gw' id='a1'/>"
                                + "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'>"
                                + "<body start='0' end='18'/></fallback>");

        assertThat(content.body()).isEqualTo("*Great*");
        assertThat(content.spans()).containsExactly(new Span(0, 7, Style.BOLD));
        assertThat(content.reply())
                .isEqualTo(new Reply(new MessageId("a1", null), "ann", "😀 Anna:\ncake?"));
    }

    @Test
    void whereThereAreNoRepliesTheQuoteStaysText() throws StanzaException {
        Content content =
                said(
                        NONE,
                        "<body>&gt; cake?\nGreat</body>"
                                + "<reply xmlns='urn:xmpp:reply:0' to='ann@gw' id='a1'/>"
                                + "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'>"
                                + "<body start='0' end='8'/></fallback>");

        assertThat(content.body()).isEqualTo("> cake?\nGreat");
        assertThat(content.reply()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start='5' end='2'",
                "start='-1' end='4'",
                "start='0' end='99'",
                "start='x' end=''",
                "start='0' end='99999999999'"
            })
    void fallbacksThatDoNotFitTheTextAreIgnored(String range) throws StanzaException {
        Content content =
                said(
                        ALL,
                        "<body>Great</body><reply xmlns='urn:xmpp:reply:0' id='a1'/>"
                                + "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'>"
                                + "<body "
                                + range
                                + "/></fallback>");

        assertThat(content.body()).isEqualTo("Great");
    }

    @Test
    void aFileToldTwiceIsOneFileAndItsAddressIsNoText() throws StanzaException {
        assertThat(
                        read(
                                ALL,
                                "<body>"
                                        + FILE
                                        + "</body><x xmlns='jabber:x:oob'><url>"
                                        + FILE
                                        + "</url></x>"
                                        + sharing()))
                .isEqualTo(
                        say(
                                Content.of("")
                                        .withAttachments(
                                                List.of(
                                                        new Attachment(
                                                                URI.create(FILE),
                                                                "summit.jpg",
                                                                "image/jpeg",
                                                                3032449,
                                                                "From the top",
                                                                true)))));
    }

    @Test
    void aCaptionStaysBesideTheFile() throws StanzaException {
        Content content = said(ALL, "<body>look!</body>" + sharing());

        assertThat(content.body()).isEqualTo("look!");
        assertThat(content.attachments()).hasSize(1);
    }

    @Test
    void whereThereAreNoFilesTheirAddressesAreText() throws StanzaException {
        assertThat(said(NONE, sharing())).isEqualTo(Content.of(FILE));
        assertThat(said(NONE, "<body>look!</body>" + sharing()).body()).isEqualTo("look!\n" + FILE);
        assertThat(
                        said(
                                        NONE,
                                        "<body>"
                                                + FILE
                                                + "</body><x xmlns='jabber:x:oob'><url>"
                                                + FILE
                                                + "</url></x>")
                                .body())
                .isEqualTo(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "gopher://x/", "http:/x", "not a url", "aesgcm://x/y"})
    void onlyAddressesOfTheWebAreFiles(String url) throws StanzaException {
        Content content =
                said(ALL, "<body>x</body><x xmlns='jabber:x:oob'><url>" + url + "</url></x>");

        assertThat(content).isEqualTo(Content.of("x"));
    }

    @Test
    void aSubjectIsCarriedOrWrittenAboveTheText() throws StanzaException {
        String message = "<subject>Lunch</subject><body>*now*</body><thread>t1</thread>";

        assertThat(said(ALL, message).subject()).isEqualTo("Lunch");
        assertThat(said(ALL, message).thread()).isEqualTo("t1");
        assertThat(said(NONE, message).body()).isEqualTo("Lunch\n*now*");
        assertThat(said(NONE, message).spans()).containsExactly(new Span(6, 11, Style.BOLD));
    }

    @Test
    void otherRecipientsAreNamed() throws StanzaException {
        Content content =
                said(
                        ALL,
                        "<body>x</body><addresses xmlns='http://jabber.org/protocol/address'>"
                                + "<address type='to' jid='ann@gw'/>"
                                + "<address type='cc' jid='bob@gw'/>"
                                + "<address type='bcc' uri='mailto:eve@example.org'/>"
                                + "<address type='replyto' jid='me@x' delivered='true'/>"
                                + "<address type='noreply'/><address type='cc'/></addresses>");

        assertThat(content.recipients())
                .containsExactly(
                        new Recipient(Recipient.Kind.CC, "bob", true, false),
                        new Recipient(Recipient.Kind.BCC, "mailto:eve@example.org", false, false),
                        new Recipient(Recipient.Kind.REPLY_TO, "me@x", false, true));
    }

    @Test
    void severalRecipientsAreRefusedWhereTheyCannotBe() throws StanzaException {
        String message =
                "<body>x</body><addresses xmlns='http://jabber.org/protocol/address'>"
                        + "<address type='cc' jid='bob@gw'%s/></addresses>";

        assertRefused(NONE, message.formatted(""), "feature_not_implemented");
        assertThat(said(NONE, message.formatted(" delivered='true'"))).isEqualTo(Content.of("x"));
    }

    @Test
    void aCorrectionNamesWhatItReplaces() throws StanzaException {
        String message =
                "<body>window</body><replace xmlns='urn:xmpp:message-correct:0' id='bad1'/>";

        assertThat(read(ALL, message)).isEqualTo(new Intent.Correct("bad1", Content.of("window")));
        assertRefused(NONE, message, "feature_not_implemented");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<retract xmlns='urn:xmpp:message-retract:1' id='r1'/>",
                "<apply-to xmlns='urn:xmpp:fasten:0' id='r1'>"
                        + "<retract xmlns='urn:xmpp:message-retract:0'/></apply-to>"
            })
    void retractionsOldAndNewAreUnderstood(String payload) throws StanzaException {
        String message =
                payload
                        + "<body>/me retracted</body><fallback xmlns='urn:xmpp:fallback:0'"
                        + " for='urn:xmpp:message-retract:1'/>";

        assertThat(read(ALL, message)).isEqualTo(new Intent.Retract("r1"));
        assertRefused(NONE, message, "feature_not_implemented");
    }

    @Test
    void reactionsAreASet() throws StanzaException {
        String message =
                "<reactions xmlns='urn:xmpp:reactions:0' id='r1'><reaction>👋</reaction>"
                        + "<reaction>👋</reaction><reaction> 🐢 </reaction><reaction/></reactions>";

        assertThat(read(ALL, message)).isEqualTo(new Intent.React("r1", List.of("👋", "🐢")));
        assertThat(read(ALL, "<reactions xmlns='urn:xmpp:reactions:0' id='r1'/>"))
                .isEqualTo(new Intent.React("r1", List.of()));
        assertRefused(NONE, message, "feature_not_implemented");
        assertRefused(ALL, "<reactions xmlns='urn:xmpp:reactions:0'/>", "bad_request");
    }

    @Test
    void markersAndChatStatesAreLeftOutWhereTheyCannotBe() throws StanzaException {
        String displayed = "<displayed xmlns='urn:xmpp:chat-markers:0' id='d1'/>";
        String composing = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";

        assertThat(read(ALL, displayed)).isEqualTo(new Intent.Displayed("d1"));
        assertThat(read(NONE, displayed)).isEqualTo(new Intent.Nothing());
        assertThat(read(ALL, composing)).isEqualTo(new Intent.Show(ChatState.COMPOSING));
        assertThat(read(NONE, composing)).isEqualTo(new Intent.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<received xmlns='urn:xmpp:receipts' id='x'/>",
                "<received xmlns='urn:xmpp:carbons:2'/><body>x</body>",
                "<sent xmlns='urn:xmpp:carbons:2'/><body>x</body>",
                "<result xmlns='urn:xmpp:mam:2'/><body>x</body>",
                "<body/>",
                "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/></encrypted>",
                "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/></encrypted>",
                ""
            })
    void whatIsNoMessageIsNothing(String content) throws StanzaException {
        assertThat(read(ALL, content)).isEqualTo(new Intent.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/><payload>x</payload>"
                        + "</encrypted>",
                "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/>"
                        + "<payload>x</payload></encrypted><body>I sent you an OMEMO message</body>",
                "<encryption xmlns='urn:xmpp:eme:0' namespace='x'/><body>cannot read</body>",
                "<openpgp xmlns='urn:xmpp:openpgp:0'>x</openpgp>",
                "<x xmlns='jabber:x:encrypted'>x</x><body>encrypted</body>",
                "<body>?OTRv23?</body>"
            })
    void whatWeCannotReadIsRefused(String content) {
        assertRefused(ALL, content, "not_acceptable");
    }

    @Test
    void whatTheSenderWantsToHearIsRemembered() {
        Stanza asks =
                stanza(
                        "chat",
                        "<body>x</body><request xmlns='urn:xmpp:receipts'/>"
                                + "<markable xmlns='urn:xmpp:chat-markers:0'/>"
                                + "<origin-id xmlns='urn:xmpp:sid:0' id='o1'/>");

        assertThat(Payloads.ref(asks))
                .isEqualTo(
                        new MessageRef(
                                jid("me@x/a"), "m1", "o1", new MessageRef.Wants(true, true)));
        assertThat(
                        Payloads.ref(stanza("groupchat", "<request xmlns='urn:xmpp:receipts'/>"))
                                .wants())
                .isEqualTo(MessageRef.Wants.NOTHING);
    }

    private static String sharing() {
        return "<file-sharing xmlns='urn:xmpp:sfs:0' disposition='inline'>"
                + "<file xmlns='urn:xmpp:file:metadata:0'><media-type>image/jpeg</media-type>"
                + "<name>summit.jpg</name><size>3032449</size><desc>From the top</desc></file>"
                + "<sources><url-data xmlns='http://jabber.org/protocol/url-data' target='"
                + FILE
                + "'/></sources></file-sharing>";
    }

    private static Intent say(Content content) {
        return new Intent.Say(content);
    }

    private static Content said(Set<Ability> abilities, String content) throws StanzaException {
        return ((Intent.Say) read(abilities, content)).content();
    }

    private static void assertRefused(Set<Ability> abilities, String content, String condition) {
        assertThatThrownBy(() -> read(abilities, content))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        e -> assertThat(e.condition().name()).isEqualTo(condition));
    }

    private static Intent read(Set<Ability> abilities, String content) throws StanzaException {
        return new IntentReader(new ContentReader(abilities, false, new Contacts()))
                .read(stanza("chat", content));
    }

    private static Stanza stanza(String type, String content) {
        try {
            Element element =
                    DocumentHelper.parseText(
                                    "<message to='ann@gw' id='m1'>" + content + "</message>")
                            .getRootElement();
            return new Stanza(
                    Stanza.Kind.MESSAGE, type, "m1", jid("me@x/a"), jid("ann@gw"), element);
        } catch (DocumentException e) {
            throw new IllegalArgumentException(content, e);
        }
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Everybody at {@code gw} is ours. */
    private static final class Contacts implements People {
        @Override
        public @Nullable String author(String jid) {
            return localpart(jid);
        }

        @Override
        public @Nullable String localpart(String jid) {
            return jid.endsWith("@gw") ? jid.substring(0, jid.length() - 3) : null;
        }
    }
}
