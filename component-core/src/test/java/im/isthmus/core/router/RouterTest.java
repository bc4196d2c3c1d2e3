package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RouterTest extends RouterScenario {
    @Test
    void aPingIsAnswered() {
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
    }

    @Test
    void anUnknownRequestIsServiceUnavailable() {
        assertThat(ask("get", "irc.example.org", "<q xmlns='urn:nobody:knows'/>"))
                .isEqualTo("cancel service-unavailable");
    }

    @Test
    void aRequestOfTheWrongTypeIsNotAllowed() {
        assertThat(ask("set", "irc.example.org", PING)).isEqualTo("cancel not-allowed");
    }

    @Test
    void anUnknownIqTypeIsABadRequest() {
        assertThat(ask("weird", "irc.example.org", PING)).isEqualTo("modify bad-request");
    }

    @Test
    void aRequestWithTwoPayloadsIsABadRequest() {
        assertThat(ask("get", "irc.example.org", PING + PING)).isEqualTo("modify bad-request");
    }

    @Test
    void anAddressThatIsNoneOfTheBackendsIsJidMalformed() {
        assertThat(ask("get", "a,b@irc.example.org", PING)).isEqualTo("modify jid-malformed");
    }

    @Test
    void anotherSpellingOfAnAddressIsToldTheRightOne() {
        Element answer = answer("get", "old-bob%net@irc.example.org", PING);

        assertThat(errorOf(answer)).isEqualTo("cancel gone");
        assertThat(answer.element("error").elements().getFirst().getText())
                .isEqualTo("xmpp:bob%25net@irc.example.org");
    }

    @Test
    void answersAndErrorsAreNeverAnswered() {
        receive("<iq type='result' id='1' from='" + ALICE + "' to='irc.example.org'/>");
        receive("<iq type='error' id='2' from='" + ALICE + "' to='a,b@irc.example.org'/>");
        receive("<message type='error' from='" + ALICE + "' to='a,b@irc.example.org'/>");
        receive("<presence type='error' from='" + ALICE + "' to='irc.example.org'/>");
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
        assertThat(sent).isEmpty();
    }

    @Test
    void aFailureOfOursIsAnInternalServerErrorAndTheNextStanzaIsHandled() {
        backend.onAction =
                () -> {
                    throw new IllegalStateException("on purpose");
                };
        receive(message("bob%net@irc.example.org", "chat", "<body>hi</body>"));
        assertThat(errorOf(take())).isEqualTo("cancel internal-server-error");
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
    }

    @Test
    void discoveryTellsIdentityAndFeaturesOfTheGateway() {
        Element info =
                answer("get", "irc.example.org", query("http://jabber.org/protocol/disco#info"));
        assertThat(info.asXML())
                .contains("category=\"conference\"", "type=\"irc\"", "var=\"urn:xmpp:ping\"")
                .contains("var=\"http://jabber.org/protocol/disco#items\"");
    }

    /** Clients look for rooms where both are (XEP-0045 section 6.1). */
    @Test
    void aNetworkIsAServiceOfRoomsToo() {
        for (String address : List.of("irc.example.org", "net.example@irc.example.org")) {
            Element info = answer("get", address, query("http://jabber.org/protocol/disco#info"));
            assertThat(info.asXML())
                    .contains("category=\"conference\"", "type=\"irc\"")
                    .contains("var=\"http://jabber.org/protocol/muc\"");
        }
    }

    @Test
    void theCapsOfOurPresenceCanBeAskedFor() {
        receive("<presence from='" + ALICE + "' to='irc.example.org'/>");
        Element caps = Objects.requireNonNull(take().element("c"));
        String node = caps.attributeValue("node") + "#" + caps.attributeValue("ver");
        Element info =
                answer(
                        "get",
                        "irc.example.org",
                        "<query xmlns='http://jabber.org/protocol/disco#info' node='"
                                + node
                                + "'/>");
        assertThat(info.asXML()).contains("var=\"urn:xmpp:time\"", "node=\"" + node + "\"");
        assertThat(caps.attributeValue("ver")).hasSize(28);
    }

    @Test
    void anUnknownDiscoveryNodeIsNotFound() {
        assertThat(
                        ask(
                                "get",
                                "irc.example.org",
                                "<query xmlns='http://jabber.org/protocol/disco#info' node='x'/>"))
                .isEqualTo("cancel item-not-found");
    }

    /** XEP-0045 section 7.14: clients ask which extensions they may use. */
    @Test
    void ofTheTrafficOfClientsARoomNamesNothing() {
        String traffic = "http://jabber.org/protocol/muc#traffic";
        Element info =
                answer(
                        "get",
                        "#c%net.example@irc.example.org",
                        "<query xmlns='http://jabber.org/protocol/disco#info' node='"
                                + traffic
                                + "'/>");
        assertThat(info.attributeValue("type")).isEqualTo("result");
        assertThat(info.element("query").attributeValue("node")).isEqualTo(traffic);
        assertThat(info.element("query").elements()).isEmpty();
    }

    @Test
    void theNamedNetworksAreItemsOfTheGateway() {
        Element items =
                answer("get", "irc.example.org", query("http://jabber.org/protocol/disco#items"));
        assertThat(items.asXML()).contains("jid=\"net.example@irc.example.org\"");
    }

    @Test
    void versionTimeAndUptimeAreTold() {
        assertThat(answer("get", "irc.example.org", query("jabber:iq:version")).asXML())
                .contains("<name>Isthmus</name>", "<version>1.2.3</version>");
        assertThat(answer("get", "irc.example.org", "<time xmlns='urn:xmpp:time'/>").asXML())
                .contains("<tzo>+00:00</tzo>", "<utc>2026-01-02T03:04:05Z</utc>");
        assertThat(answer("get", "irc.example.org", query("jabber:iq:last")).asXML())
                .contains("seconds=\"0\"");
    }

    @Test
    void strangersMayAskTheGatewayButNotUseIt() {
        receive(
                "<message type='chat' id='m1' from='eve@elsewhere.org/x'"
                        + " to='bob%net@irc.example.org'><body>hi</body></message>");
        assertThat(errorOf(take())).isEqualTo("auth forbidden");
        receive(
                "<iq type='get' id='i' from='eve@elsewhere.org/x' to='irc.example.org'>"
                        + PING
                        + "</iq>");
        assertThat(take().attributeValue("type")).isEqualTo("result");
        assertThat(backend.actions).isEmpty();
    }

    @Test
    void aUserWhoseQueueStaysFullIsToldToWaitAndNothingIsLostInSilence() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        backend.onAction =
                () -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        for (int i = 0; i < 20; i++) {
            receive(message("bob%net@irc.example.org", "chat", "<body>" + i + "</body>"));
        }
        List<Element> refused = new ArrayList<>();
        sent.drainTo(refused);
        release.countDown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (backend.actions.size() + refused.size() < 20 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(refused).isNotEmpty();
        assertThat(refused).allMatch(e -> errorOf(e).equals("wait resource-constraint"));
        assertThat(backend.actions.size() + refused.size()).isEqualTo(20);
    }

    @Test
    void anAddressThatIsNoJidIsAnsweredOnceWithTheAddressesAsTheyCame() {
        Element stanza = parse("<message id='x' from='a@b/c' to='u@irc.example.org/'/>");
        router.unaddressable(stanza, new InvalidJidException("the resourcepart is empty"));
        Element error = take();
        assertThat(errorOf(error)).isEqualTo("modify jid-malformed");
        assertThat(error.attributeValue("from")).isEqualTo("u@irc.example.org/");
        router.unaddressable(
                parse("<message type='error' from='a@b/c' to='u@irc.example.org/'/>"),
                new InvalidJidException("the resourcepart is empty"));
        assertThat(sent).isEmpty();
    }
}
