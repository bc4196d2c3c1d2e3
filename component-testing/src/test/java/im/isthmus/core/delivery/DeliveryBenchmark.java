package im.isthmus.core.delivery;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.content.Content;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.Store;
import im.isthmus.core.stream.ComponentStream;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.StreamListener;
import im.isthmus.core.text.Language;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.real.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** How many messages a second are kept, and how many of users are noted; run by hand. */
final class DeliveryBenchmark {
    private static final int MESSAGES = 20_000;
    private static final int USERS = 200;
    private static final String DOMAIN = "demo.localhost";

    private DeliveryBenchmark() {}

    /** Prints a line for each database. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("delivery-bench");
        measure("sqlite", folder, new StoreConfig.Database.Sqlite(folder.resolve("b.sqlite")));
        try (RealPostgres postgres = RealPostgres.start()) {
            measure(
                    "postgres (fsync off)",
                    folder,
                    new StoreConfig.Database.Postgres(postgres.newDatabase(), null, null, false));
        }
    }

    private static void measure(String name, Path folder, StoreConfig.Database database)
            throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DOMAIN, "secret");
                Store store = Store.open(new StoreConfig(database, folder.resolve("b.key")))) {
            Events events = new Events();
            ComponentStream stream =
                    new ComponentStream(
                            StreamConfig.of(Jid.parse(DOMAIN), "secret", server.endpoint()),
                            events);
            KeptDelivery delivery =
                    new KeptDelivery(
                            new KeptDelivery.Setup(
                                    store,
                                    stream,
                                    Jid.parse(DOMAIN),
                                    stream,
                                    (_, _, _, _, told) -> told.run(),
                                    Duration.ofDays(7),
                                    InstantSource.system(),
                                    _ -> Language.ENGLISH));
            events.delivery = delivery;
            delivery.start();
            stream.start();
            FakeXmppLink link = server.awaitLink();
            link.discardStanzas();
            for (int pass = 0; pass < 3; pass++) {
                measure(name, delivery, link, pass);
            }
            delivery.close();
            stream.close();
        }
    }

    @SuppressWarnings("SystemOut") // Its only output.
    private static void measure(String name, KeptDelivery delivery, FakeXmppLink link, int pass)
            throws Exception {
        long start = System.nanoTime();
        List<CompletableFuture<Void>> kept = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            kept.add(keep(delivery, pass, i));
        }
        CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)).join();
        long committed = System.nanoTime();
        long want = (pass + 1L) * MESSAGES;
        Await.until("all sent", () -> link.received() >= want);
        System.out.printf(
                "%s: kept %.0f/s, kept and sent %.0f/s, journal %.0f/s with %d users%n",
                name,
                rate(start, committed),
                rate(start, System.nanoTime()),
                journal(delivery),
                USERS);
    }

    private static CompletableFuture<Void> keep(KeptDelivery delivery, int pass, int i)
            throws Exception {
        Jid user = Jid.parse("user" + i % USERS + "@localhost");
        Element message =
                Xml.stanza("message", Jid.parse("ann@" + DOMAIN), user, "chat", "m" + pass + i);
        Xml.text(message, "body", "A message of about the usual length, number " + i + ".");
        return delivery.keep(user, message, "id-" + pass + "-" + i);
    }

    /** Each user sends one message after the other was noted; all users at once. */
    private static double journal(KeptDelivery delivery) throws Exception {
        int each = 20;
        long start = System.nanoTime();
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int u = 0; u < USERS; u++) {
                Jid sender = Jid.parse("user" + u + "@localhost/phone");
                all.add(
                        users.submit(() -> {
                            for (int i = 0; i < each; i++) {
                                MessageRef ref = new MessageRef(sender, "s" + i, null);
                                delivery.entrust(
                                        sender.bare(),
                                        new SendMessage(
                                                new LegacyAddressee.ToContact(
                                                        new LegacyContact("ann")),
                                                ref,
                                                Content.of("hello")),
                                        sender);
                                delivery.settled(sender.bare(), ref);
                            }
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return USERS * each * 1e9 / (System.nanoTime() - start);
    }

    private static double rate(long from, long to) {
        return MESSAGES * 1e9 / (to - from);
    }

    /** Tells the delivery about the stream. */
    private static final class Events implements StreamListener {
        private volatile @Nullable KeptDelivery delivery;

        @Override
        public void connected() {
            Objects.requireNonNull(delivery).connected();
        }

        @Override
        public void disconnected(String reason) {
            Objects.requireNonNull(delivery).disconnected();
        }

        @Override
        public void received(Stanza stanza) {}

        @Override
        public void unaddressable(Element stanza, InvalidJidException problem) {}
    }
}
