package im.isthmus.irc.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IrcMessageTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @Test
    void aLineIsTakenApart() throws Exception {
        IrcMessage message =
                IrcMessage.parse("@id=5;+x :dan!d@localhost privmsg #chan :Hey : there");

        assertThat(message.tags()).containsExactlyInAnyOrderEntriesOf(Map.of("id", "5", "+x", ""));
        assertThat(message.source()).isEqualTo("dan!d@localhost");
        assertThat(message.nick()).isEqualTo("dan");
        assertThat(message.userhost()).isEqualTo("d@localhost");
        assertThat(message.command()).isEqualTo("PRIVMSG");
        assertThat(message.params()).containsExactly("#chan", "Hey : there");
    }

    @Test
    void parametersMayBeEmptyOrAbsent() throws Exception {
        assertThat(IrcMessage.parse(":irc.example.com CAP * LIST :").params())
                .containsExactly("*", "LIST", "");
        assertThat(IrcMessage.parse("QUIT").params()).isEmpty();
        assertThat(IrcMessage.parse("QUIT").param(3)).isEmpty();
        assertThat(IrcMessage.parse("  A   b   c  ").params()).containsExactly("b", "c");
        assertThat(IrcMessage.parse("A ::b").params()).containsExactly(":b");
        assertThat(IrcMessage.parse("A b:c").params()).containsExactly("b:c");
    }

    @Test
    void aSourceMayBeAServerOrLackItsUser() throws Exception {
        assertThat(IrcMessage.parse(":irc.example.com 001 me :hi").userhost()).isNull();
        assertThat(IrcMessage.parse(":nick@host PRIVMSG me :hi").nick()).isEqualTo("nick");
        assertThat(IrcMessage.parse(": PRIVMSG me :hi").source()).isNull();
        assertThat(IrcMessage.parse("PRIVMSG me :hi").nick()).isEmpty();
    }

    @Test
    void tagValuesAreUnescaped() throws Exception {
        IrcMessage message =
                IrcMessage.parse(
                        "@+example=raw+:=,escaped\\:\\s\\\\;a=\\r\\n;b=\\b;c=test\\;d=;e;a/b=x A");

        assertThat(message.tag("+example")).isEqualTo("raw+:=,escaped; \\");
        assertThat(message.tag("a")).isEqualTo("\r\n");
        assertThat(message.tag("b")).isEqualTo("b");
        assertThat(message.tag("c")).isEqualTo("test");
        assertThat(message.tag("d")).isEmpty();
        assertThat(message.tag("e")).isEmpty();
        assertThat(message.tag("a/b")).isEqualTo("x");
        assertThat(message.tag("f")).isNull();
    }

    @Test
    void ofARepeatedTagTheLastCounts() throws Exception {
        assertThat(IrcMessage.parse("@a=1;b=2;a=3;;=4 X").tags())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "3", "b", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":", ":src", ":src ", "@a=b", "@a=b :src", "@", "é x", ":a *"})
    void aLineWithoutACommandIsMalformed(String line) {
        assertThatThrownBy(() -> IrcMessage.parse(line)).isInstanceOf(MalformedLineException.class);
    }

    @Test
    void textIsUtf8IfItCanBeAndTheFallbackElse() throws Exception {
        assertThat(decoded("é€😀".getBytes(UTF_8))).isEqualTo("é€😀");
        assertThat(decoded("café".getBytes(ISO_8859_1))).isEqualTo("café");
        assertThat(decoded(new byte[] {'1', (byte) 0x80})).isEqualTo("1€");
        assertThat(decoded("\uFFFD".getBytes(UTF_8))).isEqualTo("\uFFFD");
    }

    @Test
    void aCharacterCutByTheServerDoesNotSpoilTheText() throws Exception {
        byte[] whole = "né😀".getBytes(UTF_8);
        for (int cut = 1; cut <= 3; cut++) {
            assertThat(decoded(java.util.Arrays.copyOf(whole, whole.length - cut))).isEqualTo("né");
        }
    }

    @Test
    void aMessageIsWrittenWithAColonOnlyWhereNeeded() {
        assertThat(wire(IrcMessage.of("join", "#a", "key"))).isEqualTo("JOIN #a key\r\n");
        assertThat(wire(IrcMessage.of("TOPIC", "#a", ""))).isEqualTo("TOPIC #a :\r\n");
        assertThat(wire(IrcMessage.of("PRIVMSG", "#a", ":)"))).isEqualTo("PRIVMSG #a ::)\r\n");
        assertThat(wire(IrcMessage.of("PRIVMSG", "#a", "a b"))).isEqualTo("PRIVMSG #a :a b\r\n");
        assertThat(wire(IrcMessage.of("QUIT"))).isEqualTo("QUIT\r\n");
    }

    @Test
    void tagsAreEscapedWhenWritten() {
        IrcMessage message =
                IrcMessage.of("TAGMSG", "#a").withTag("+a", "x; \\\r\n").withTag("label", "");
        assertThat(wire(message)).isEqualTo("@+a=x\\:\\s\\\\\\r\\n;label TAGMSG #a\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "\r", "\n"})
    void lineBreaksAndNulAreRefusedEverywhere(String hostile) {
        Stream.<Runnable>of(
                        () -> IrcMessage.of("PRIVMSG", hostile, "text"),
                        () -> IrcMessage.of("PRIVMSG", "#a", hostile),
                        () -> IrcMessage.of(hostile),
                        () -> IrcMessage.of("TAGMSG", "a").withTag(hostile, ""))
                .forEach(attempt ->
                        assertThatThrownBy(attempt::run)
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageNotContaining(hostile));
    }

    @Test
    void aCharsetCannotSmuggleALineBreak() {
        IrcMessage message = IrcMessage.of("PRIVMSG", "#a", "\u0A0D");
        assertThatThrownBy(() -> message.encode(java.nio.charset.StandardCharsets.UTF_16BE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":a", "a b", " "})
    void onlyTheLastParameterMayBeAnything(String param) {
        assertThat(IrcMessage.of("A", param).params()).isEqualTo(List.of(param));
        assertThatThrownBy(() -> IrcMessage.of("A", param, "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PRIV MSG", "12", "1234", "A1", "é", ":a", "@a"})
    void aCommandIsAWordOrThreeDigits(String command) {
        assertThatThrownBy(() -> IrcMessage.of(command))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void logsDoNotTellParameters() {
        assertThat(IrcMessage.of("PASS", "secret").toString()).doesNotContain("secret");
    }

    private static String wire(IrcMessage message) {
        return new String(message.encode(UTF_8), UTF_8);
    }

    private static String decoded(byte[] text) throws MalformedLineException {
        byte[] line = new byte[text.length + 4];
        System.arraycopy("A :".getBytes(UTF_8), 0, line, 0, 3);
        System.arraycopy(text, 0, line, 3, text.length);
        return IrcMessage.parse(line, 0, text.length + 3, WINDOWS_1252).param(0);
    }
}
