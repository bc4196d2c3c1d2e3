package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.Jid;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingAddressesTest {
    private static OutgoingAddresses of(String domain) throws Exception {
        return new OutgoingAddresses(Jid.parse(domain));
    }

    private static Element message(String from) {
        Element message = DocumentHelper.createElement("message");
        return message.addAttribute("from", from).addAttribute("to", "a@b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "irc.example.org",
                "#room%net@irc.example.org",
                "a@irc.example.org/nick",
                "irc.example.org/x@y/z",
                "a@irc.example.org/b@irc.example.org"
            })
    void ourAddressesLeaveAsTheyAre(String from) throws Exception {
        Element message = message(from);

        of("irc.example.org").check(message);

        assertThat(message.attributeValue("from")).isEqualTo(from);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "example.org",
                "xirc.example.org",
                "x.irc.example.org",
                "a@b@irc.example.org",
                "@irc.example.org",
                "irc.example.org/",
                "a@example.org/irc.example.org",
                "irc.example.org@evil.example",
                "irc.example.org.evil.example",
                "a b@irc.example.org@x"
            })
    void addressesThatAreNotOursDoNotLeave(String from) {
        assertThatThrownBy(() -> of("irc.example.org").check(message(from)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "irc.example.org, a@IRC.example.org/X, a@irc.example.org/X",
        "b\u00fccher.example, a@xn--bcher-kva.example, a@b\u00fccher.example",
        "irc.example.org, irc.example.org., irc.example.org"
    })
    void otherSpellingsOfOurDomainLeaveAsTheServerKnowsIt(
            String domain, String from, String expected) throws Exception {
        Element message = message(from);

        of(domain).check(message);

        assertThat(message.attributeValue("from")).isEqualTo(expected);
    }

    @Test
    void stanzasWithoutAddressesDoNotLeave() {
        Element message = DocumentHelper.createElement("message");
        assertThatThrownBy(() -> of("gw").check(message)).hasMessage("a stanza without to");
        message.addAttribute("to", "");
        assertThatThrownBy(() -> of("gw").check(message)).hasMessage("a stanza without to");
        message.addAttribute("to", "a@b");
        assertThatThrownBy(() -> of("gw").check(message)).hasMessage("a stanza without from");
    }

    @Test
    void onlyStanzasLeave() {
        Element other = DocumentHelper.createElement("handshake");
        assertThatThrownBy(() -> of("gw").check(other)).hasMessage("<handshake> is no stanza");
        Element client = DocumentHelper.createElement("message");
        client.setQName(
                DocumentHelper.createQName(
                        "message", new org.dom4j.Namespace("", "jabber:client")));
        assertThatThrownBy(() -> of("gw").check(client))
                .hasMessage("a stanza in the namespace jabber:client");
    }
}
