package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Received;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.webhook.WebhookServer;
import im.isthmus.testing.Await;
import im.isthmus.testing.real.RealKannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real Kannel between us and its own fake of a phone network. */
@Timeout(120)
class KannelTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final List<SmsReport> reports = new CopyOnWriteArrayList<>();

    @Test
    void messagesGoOutAndComeInAndAreReported() throws IOException {
        KannelProvider.Config[] opened = new KannelProvider.Config[1];
        try (WebhookServer calls =
                WebhookServer.start(
                        new HostPort("127.0.0.1", 0),
                        "http://127.0.0.1",
                        (path, request) -> {
                            var webhooks =
                                    new KannelProvider(opened[0], CLOCK).webhooks().orElseThrow();
                            reports.addAll(webhooks.read(request));
                            return webhooks.thanks();
                        })) {
            String base = "http://127.0.0.1:" + calls.port();
            opened[0] = config(HttpUrl.get("http://127.0.0.1:1"));
            String inbound = base + "/in" + opened[0].inboundSuffix();
            try (RealKannel kannel = RealKannel.start(inbound);
                    Socket phones = kannel.phones()) {
                phones.setSoTimeout(30_000);
                opened[0] = config(HttpUrl.get(kannel.sendUrl().toString()));
                try (KannelProvider provider = new KannelProvider(opened[0], CLOCK)) {
                    assertThat(provider.problem()).isEmpty();
                    sendAndReceive(provider, phones, base);
                }
                KannelProvider.Config wrong =
                        new KannelProvider.Config(
                                opened[0].apiUrl(), RealKannel.USER, new Secret("wrong"));
                try (KannelProvider provider = new KannelProvider(wrong, CLOCK)) {
                    assertThat(provider.problem()).isPresent();
                    assertThat(provider.send(message("a", base)))
                            .isInstanceOf(Outcome.AccountTrouble.class);
                }
            }
        }
    }

    private void sendAndReceive(KannelProvider provider, Socket phones, String base)
            throws IOException {
        assertThat(provider.send(message("hello & goodbye", base)))
                .isInstanceOf(Outcome.Accepted.class);
        BufferedReader network =
                new BufferedReader(
                        new InputStreamReader(phones.getInputStream(), StandardCharsets.UTF_8));
        assertThat(network.readLine()).contains("+15551230001").contains("hello");
        Await.until(
                "delivered", () -> stages().contains(Stage.DELIVERED), () -> reports.toString());

        RealKannel.write(phones, "+15551230001", "+12025550100", "hello you & more");
        Await.until(
                "received",
                () -> reports.stream().anyMatch(Received.class::isInstance),
                () -> reports.toString());
        Received received =
                reports.stream()
                        .filter(Received.class::isInstance)
                        .map(Received.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(received.from()).isEqualTo("+15551230001");
        assertThat(received.to()).isEqualTo("+12025550100");
        assertThat(received.text()).isEqualTo("hello you & more");
        assertThat(received.id()).isNotEmpty();
    }

    private List<Stage> stages() {
        return reports.stream()
                .filter(Progress.class::isInstance)
                .map(report -> ((Progress) report).stage())
                .toList();
    }

    private static KannelProvider.Config config(HttpUrl url) {
        return new KannelProvider.Config(url, RealKannel.USER, new Secret(RealKannel.PASSWORD));
    }

    private static OutgoingSms message(String text, String base) {
        return new OutgoingSms(
                "o1",
                "+12025550100",
                List.of("+15551230001"),
                text,
                List.of(),
                base + "/status/o1",
                Instant.now());
    }
}
