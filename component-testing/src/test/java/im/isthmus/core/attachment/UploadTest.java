package im.isthmus.core.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Files for users on the upload services of real servers (XEP-0363). */
class UploadTest {
    private static final XmppSetup SETUP = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);
    private static final String TEXT = "It was a dark and stormy night.";

    private final DemoNetwork network = DemoNetwork.withoutAccounts();

    @Test
    void prosodyTakesFilesFromTheGateway() throws Exception {
        try (RealProsody prosody = RealProsody.start(SETUP)) {
            aFileArrives(prosody);
        }
    }

    @Test
    void ejabberdTakesFilesFromTheGateway() throws Exception {
        try (RealEjabberd ejabberd = RealEjabberd.start(SETUP)) {
            aFileArrives(ejabberd);
        }
    }

    @Test
    void prosodyTakesFilesInTheNameOfTheUser() throws Exception {
        try (RealProsody prosody = RealProsody.start(SETUP.withoutUploads())) {
            aFileArrives(prosody);
        }
    }

    @Test
    void withoutAnyPlaceTheFailureIsTold() {
        try (RealProsody prosody = RealProsody.start(SETUP.withoutUploads().withoutPrivileges());
                DemoGateway gateway = DemoGateway.behind(prosody, network)) {
            ExecutionException failed =
                    catchThrowableOfType(ExecutionException.class, () -> share("alice@localhost"));
            assertThat(failed.getCause())
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("no place for it");
            assertThat(gateway.gateway().lostStanzas()).isZero();
        }
    }

    private void aFileArrives(RealXmppServer server) throws Exception {
        try (DemoGateway gateway = DemoGateway.behind(server, network);
                HttpClient http = HttpClient.newHttpClient();
                XmppClient alice = XmppClient.login(server, "alice")) {
            Attachment shared = share("alice@localhost");
            network.tell(
                    Jid.parse("alice@localhost"),
                    new LegacyEvent.PrivateMessage(
                            new LegacyContact("ann"),
                            "m1",
                            Content.of("").withAttachments(List.of(shared)),
                            null));
            alice.awaitXml("jabber:x:oob", "urn:xmpp:sfs:0", shared.url().toString());
            assertThat(shared.name()).isEqualTo("novel.txt");
            assertThat(shared.size()).isEqualTo(TEXT.length());
            assertThat(shared.url().getPort()).isEqualTo(server.httpPort());
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(shared.url()).GET().build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo(TEXT);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain");

            assertThat(share("alice@localhost").url()).isEqualTo(shared.url());
            assertThat(share("bob@localhost").url()).isNotEqualTo(shared.url());
            assertThat(gateway.gateway().lostStanzas()).isZero();
        }
    }

    private Attachment share(String user) throws Exception {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        return network.share(Jid.parse(user), IncomingFile.of("novel.txt", "text/plain", bytes))
                .get(30, TimeUnit.SECONDS);
    }
}
