package im.isthmus.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.config.Rate;
import im.isthmus.core.config.section.AccessConfig;
import im.isthmus.core.config.section.LimitsConfig;
import im.isthmus.core.config.section.LimitsConfig.Rates;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.io.StringReader;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dom4j.DocumentException;
import org.dom4j.Element;
import org.dom4j.io.SAXReader;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.PacketError;

class AccessTest {
    private static final Rate THREE = new Rate(3, Duration.ofMinutes(1));
    private static final Rates FREE =
            new Rates(Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED);

    private long now;

    @Test
    void strangersMayOnlyAskTheGateway() {
        Access access = access(FREE, FREE);
        assertThat(refused(access, message("eve@else.org")).condition())
                .isEqualTo(PacketError.Condition.forbidden);
        allowed(access, "<iq type='get' from='eve@else.org/x' to='gw.example.org'/>");
        allowed(access, message("alice@example.org"));
        allowed(access, message("root@else.org"));
    }

    @Test
    void aDisabledUserIsToldSoUntilEnabled() {
        Access access = access(FREE, FREE);
        access.disable(jid("alice@example.org/x"));
        assertThat(refused(access, message("alice@example.org")).text()).contains("disabled");
        access.enable(jid("alice@example.org"));
        allowed(access, message("alice@example.org"));
    }

    @Test
    void whoSendsTooManyMessagesWaitsAndIsToldHowLong() {
        Access access = access(new Rates(Rate.UNLIMITED, THREE, THREE, THREE), FREE);
        for (int i = 0; i < 3; i++) {
            allowed(access, message("alice@example.org"));
        }
        StanzaException refusal = refused(access, message("alice@example.org"));
        assertThat(refusal.condition()).isEqualTo(PacketError.Condition.resource_constraint);
        assertThat(refusal.type()).isEqualTo(PacketError.Type.wait);
        assertThat(refusal.text()).isEqualTo("You send too many messages. Wait 20 seconds.");
        assertThat(access.hits(Limit.MESSAGES)).isEqualTo(1);
        allowed(access, message("bob@example.org"));
        now += TimeUnit.SECONDS.toNanos(20);
        allowed(access, message("alice@example.org"));
        assertThat(refused(access, message("alice@example.org")).retryAfter())
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void whatIsNoMessageDoesNotCountAsOne() {
        Access access = access(new Rates(Rate.UNLIMITED, THREE, THREE, THREE), FREE);
        for (int i = 0; i < 9; i++) {
            allowed(access, "<message from='alice@example.org/x' to='b@gw.example.org'/>");
            allowed(access, "<presence from='alice@example.org/x' to='gw.example.org'/>");
        }
    }

    @Test
    void whatAServerSendsBackIsAlwaysHeard() {
        Access access = access(new Rates(THREE, THREE, THREE, THREE), FREE);
        for (int i = 0; i < 9; i++) {
            allowed(
                    access,
                    "<message type='error' from='alice@example.org' to='b@gw.example.org'>"
                            + "<body>hello</body><error type='wait'/></message>");
        }
    }

    @Test
    void joinsAndRegistrationsHaveRatesOfTheirOwn() {
        Access access = access(new Rates(Rate.UNLIMITED, Rate.UNLIMITED, THREE, THREE), FREE);
        String join =
                "<presence from='alice@example.org/x' to='#r@gw.example.org/n'>"
                        + "<x xmlns='http://jabber.org/protocol/muc'/></presence>";
        String register =
                "<iq type='set' from='alice@example.org/x' to='gw.example.org'>"
                        + "<query xmlns='jabber:iq:register'/></iq>";
        for (int i = 0; i < 3; i++) {
            allowed(access, join);
            allowed(access, register);
        }
        assertThat(refused(access, join).text()).contains("enter rooms too fast");
        assertThat(refused(access, register).text()).contains("register too often");
    }

    @Test
    void allUsersTogetherAreBoundedToo() {
        Access access = access(FREE, new Rates(THREE, THREE, THREE, THREE));
        for (int i = 0; i < 3; i++) {
            allowed(access, message("u" + i + "@example.org"));
        }
        assertThat(refused(access, message("u4@example.org")).text()).contains("is busy");
        assertThat(access.hits(Limit.ALL_STANZAS)).isEqualTo(1);
    }

    @Test
    void refusalsAreNotAStorm() {
        Access access = access(FREE, FREE);
        int told = 0;
        for (int i = 0; i < 1000; i++) {
            told += access.mayTell(jid("eve@else.org/x" + i)) ? 1 : 0;
        }
        assertThat(told).isEqualTo(30);
        assertThat(access.hits(Limit.REFUSALS)).isEqualTo(970);
        assertThat(access.mayTell(jid("alice@example.org"))).isTrue();
    }

    @Test
    void quietUsersAreForgottenAndBusyOnesNot() {
        Access access = access(new Rates(Rate.UNLIMITED, THREE, THREE, THREE), FREE);
        for (int i = 0; i < 3; i++) {
            allowed(access, message("alice@example.org"));
        }
        access.forgetQuietUsers();
        refused(access, message("alice@example.org"));
        now += TimeUnit.MINUTES.toNanos(1);
        access.forgetQuietUsers();
        allowed(access, message("alice@example.org"));
    }

    @Test
    void whatHoldsCanBeChangedAtAnyTime() {
        Access access = access(FREE, FREE);
        access.change(
                new AccessConfig(Set.of("else.org"), Set.of(), Set.of()), LimitsConfig.none());
        allowed(access, message("eve@else.org"));
        assertThat(access.permits(jid("alice@example.org"))).isFalse();
        assertThat(access.isAdmin(jid("root@else.org"))).isFalse();
    }

    private Access access(Rates each, Rates all) {
        return new Access(
                new AccessConfig(Set.of("example.org"), Set.of(), Set.of(jid("root@else.org"))),
                new LimitsConfig(each, all, 0, 1, 1, 1),
                () -> now);
    }

    private static void allowed(Access access, String xml) {
        StanzaException problem =
                catchThrowableOfType(StanzaException.class, () -> access.check(stanza(xml)));
        assertThat(problem).isNull();
    }

    private static StanzaException refused(Access access, String xml) {
        return Objects.requireNonNull(
                catchThrowableOfType(StanzaException.class, () -> access.check(stanza(xml))));
    }

    private static String message(String from) {
        return "<message from='" + from + "/x' to='b@gw.example.org'><body>hi</body></message>";
    }

    private static Stanza stanza(String xml) {
        try {
            Element element = new SAXReader().read(new StringReader(xml)).getRootElement();
            return new Stanza(
                    Stanza.Kind.valueOf(element.getName().toUpperCase(Locale.ROOT)),
                    element.attributeValue("type", ""),
                    null,
                    jid(element.attributeValue("from")),
                    jid(element.attributeValue("to")),
                    element);
        } catch (DocumentException e) {
            throw new IllegalArgumentException(xml, e);
        }
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
