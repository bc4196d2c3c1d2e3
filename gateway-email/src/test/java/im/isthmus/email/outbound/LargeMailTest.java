package im.isthmus.email.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import im.isthmus.core.address.Jid;
import im.isthmus.core.attachment.FetchedFile;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.content.Content;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.RelayConfig;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.outbound.Composer.Enclosure;
import im.isthmus.email.smtp.relay.RelayClient;
import im.isthmus.email.smtp.relay.RelayClient.Parcel;
import im.isthmus.email.smtp.relay.RelayState;
import im.isthmus.email.store.Heading;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import im.isthmus.testing.mail.FakeRelay;
import im.isthmus.testing.mail.RelaySetup;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeMailTest {
    private static final int SIZE = 8_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final String TO = "bert@example.test";

    private static final Mailbox AUTHOR =
            new Mailbox("Alice", MailAddress.parse("alice@example.org").orElseThrow());

    @TempDir Path directory;

    @Test
    void aMailIsMadeAndHandedOverWithoutBeingInMemory() throws Exception {
        Path file = directory.resolve("file");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(SIZE);
        }
        Path mail = directory.resolve("mail");
        try (FakeRelay relay = FakeRelay.start(RelaySetup.standard());
                RelayClient client = client(relay);
                var out = Files.newOutputStream(mail)) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Composer.compose(outgoing(), AUTHOR, "alice@example.org", parts(), enclosed(file), out);
            var result = client.send(new Parcel("", List.of(TO), "e1", false), mail);
            long taken = THREADS.getCurrentThreadAllocatedBytes() - before;

            assertThat(result.answers().values()).allMatch(answer -> answer.isTaken());
            assertThat(relay.mails()).singleElement().matches(each -> each.has("AAAA", "base64"));
            // The encoder takes a little for each line and leaves it; a whole mail is far more.
            assertThat(taken).isLessThan(2L * SIZE);
        }
    }

    private static RelayClient client(FakeRelay relay) {
        HostPort address = new HostPort("127.0.0.1", relay.port());
        return new RelayClient(
                new RelayConfig(address, RelayConfig.Tls.OFF, null, null, null),
                "mail.test",
                new RelayState());
    }

    private static Outgoing outgoing() {
        Heading heading = new Heading(null, "", "large", "", List.of(TO), List.of());
        String id = "<large@mail.test>";
        return new Outgoing(
                1, "alice@example.org", TO, TO, id, "t", Instant.EPOCH, 0, Instant.EPOCH, heading);
    }

    private static List<Part> parts() throws Exception {
        MessageRef ref = new MessageRef(Jid.parse("alice@example.org"), "m1", null);
        return List.of(new Part(0, ref, Content.of("see the file")));
    }

    private static List<Enclosure> enclosed(Path file) {
        return List.of(
                new Enclosure(
                        "zeros", new FetchedFile(file, SIZE, "application/zip", "", null, null)));
    }
}
