package im.isthmus.email.account.watch;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.text.Text;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.connection.Credentials;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.imap.ImapException;
import im.isthmus.email.imap.OpenFolder;
import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.email.store.account.Cursors.Cursor;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One user's mailbox under watch: one connection and one virtual thread, which rests until the
 * server has news, somebody has an errand, or it is time to ask whether the server is still there.
 */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration STUCK = Duration.ofMinutes(2);
    private static final int MOST_REFUSALS = 3;

    /** Providers lock out whoever comes too often with a wrong password. */
    private static final Duration REST = Duration.ofHours(1);

    private static final int MOST_ERRANDS = 50;

    private final WatchServices services;
    private final Row account;
    private final Jid user;
    private final Bulletin bulletin;
    private final Backoff backoff;
    private final BlockingQueue<Task<?>> tasks = new LinkedBlockingQueue<>(MOST_ERRANDS);
    private volatile @Nullable OpenMailbox open;
    private volatile boolean closed;
    private volatile @Nullable Instant refusedAt;
    private volatile boolean polls;
    private int refusals;

    private record Task<T>(Errand<T> errand, CompletableFuture<T> result) {
        void run(OpenMailbox mailbox) throws IOException {
            try {
                result.complete(errand.run(mailbox));
            } catch (ImapException e) {
                result.completeExceptionally(e);
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
                throw e;
            }
        }
    }

    public Watch(WatchServices services, Row account, Jid user) {
        this.services = services;
        this.account = account;
        this.user = user;
        AccountsConfig.Times times = services.config().times();
        this.bulletin = new Bulletin(user, services.context(), services.clock(), times.notice());
        this.backoff = new Backoff(times.retry(), RandomGenerator.getDefault());
    }

    /** Begins. */
    public void start() {
        Thread.ofVirtual().name("mailbox").start(this::run);
    }

    /** Whose mailbox it is. */
    public Row account() {
        return account;
    }

    /** Whether it has ended, for want of being let in, so long ago that it may be tried anew. */
    public boolean isWorthAnother() {
        Instant since = refusedAt;
        return since != null && since.plus(REST).isBefore(services.clock().instant());
    }

    /** Whether the mailbox is open now. */
    public boolean isOpen() {
        return open != null;
    }

    /** Whether the mailbox is open and nothing is to be done. */
    boolean isResting() {
        OpenMailbox mailbox = open;
        return mailbox != null && mailbox.isIdle();
    }

    /** Tells the user again how it is. */
    public void report() {
        bulletin.repeat();
    }

    /** There may be something to tell the mailbox; returns at once. */
    public void wake() {
        if (polls && isOpen()) {
            var _ = tasks.offer(new Task<>(_ -> true, new CompletableFuture<>()));
            return;
        }
        aside(mailbox -> {
            try {
                mailbox.wake();
            } catch (IOException e) {
                mailbox.close();
            }
        });
    }

    /** What writes to the server waits while it takes nothing, as in the middle of a large mail. */
    private void aside(Consumer<OpenMailbox> what) {
        OpenMailbox mailbox = open;
        if (mailbox != null) {
            Thread.ofVirtual().name("mailbox-aside").start(() -> what.accept(mailbox));
        }
    }

    /** Does something in the mailbox, soon; fails if it is not open now. */
    public <T> CompletableFuture<T> run(Errand<T> errand) {
        Task<T> task = new Task<>(errand, new CompletableFuture<>());
        boolean taken = tasks.offer(task);
        // Asked afterwards: who closes a mailbox sees to what was there by then.
        if (!taken || (open == null && tasks.remove(task))) {
            task.result().completeExceptionally(new IOException("the mailbox is not open"));
        }
        wake();
        return task.result();
    }

    /** Ends a connection whose server takes nothing any more. */
    public void check() {
        OpenMailbox mailbox = open;
        if (mailbox != null && mailbox.isStuck(STUCK)) {
            aside(OpenMailbox::close);
        }
    }

    private void run() {
        while (!closed && refusedAt == null) {
            try {
                serve();
            } catch (InterruptedException e) {
                return;
            } catch (BackendException e) {
                failed(e.failure());
            } catch (ImapException e) {
                failed(e);
            } catch (IOException | StoreException e) {
                LOG.debug("mailbox.lost user={} problem=\"{}\"", user, e.getMessage());
                bulletin.trouble(
                        Text.of(
                                "The mail server does not answer: {0}",
                                String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                LOG.error("mailbox.failed user={}", user, e);
                bulletin.trouble(Text.of("The gateway failed on this mailbox."));
            } finally {
                open = null;
                abandon();
            }
            pause();
        }
    }

    private void pause() {
        try {
            if (!closed && refusedAt == null) {
                Thread.sleep(backoff.next());
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void failed(ImapException e) {
        Text why = Text.of("The mail server refuses: {0}", e.words());
        if (!e.isBadLogIn()) {
            bulletin.trouble(why);
        } else if (++refusals < MOST_REFUSALS) {
            bulletin.doubt(why);
        } else {
            refuse(Text.of("The server said: {0}", e.words()));
        }
    }

    private void failed(BackendFailure failure) {
        if (failure instanceof BackendFailure.AuthFailed) {
            refuse(failure.message());
        } else {
            bulletin.trouble(failure.message());
        }
    }

    private void refuse(Text why) {
        refusedAt = services.clock().instant();
        LOG.info("mailbox.refused user={}", user);
        bulletin.refused(why);
    }

    private void abandon() {
        for (Task<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.result().completeExceptionally(new IOException("the mailbox was closed"));
        }
    }

    private void serve() throws IOException, ImapException, BackendException, InterruptedException {
        try (OpenMailbox mailbox = enter()) {
            polls = !mailbox.canIdle();
            open = mailbox;
            if (closed) {
                return;
            }
            refusals = 0;
            FolderReading inbox =
                    new FolderReading(services, account, user, false, bulletin, () -> !closed);
            FolderReading outbox =
                    new FolderReading(services, account, user, true, bulletin, () -> !closed);
            SentFolder sent = new SentFolder(services, account.user(), outbox);
            Flags flags = new Flags(services, account);
            while (!closed) {
                sent.exchange(mailbox);
                OpenFolder folder = mailbox.select("INBOX");
                mailbox.takeNews();
                Cursor cursor = inbox.read(mailbox, folder);
                flags.exchange(mailbox, folder, cursor);
                backoff.reset();
                rest(mailbox);
            }
        }
    }

    private OpenMailbox enter()
            throws IOException, ImapException, BackendException, InterruptedException {
        services.doors().acquire();
        try {
            Credentials credentials = services.keys().of(user, account, refusals > 0);
            MailServer server =
                    MailServer.parse(account.imap(), 993)
                            .orElseThrow(() -> new IOException("no server in the database"));
            return OpenMailbox.open(
                    server,
                    services.sockets(),
                    credentials,
                    SILENCE,
                    services.config().maxMessageSize() + 1024 * 1024);
        } finally {
            services.doors().release();
        }
    }

    /** Until there is something to do. */
    private void rest(OpenMailbox mailbox) throws IOException, ImapException, InterruptedException {
        @Nullable Task<?> task = tasks.poll();
        if (task == null && !closed) {
            if (!polls) {
                mailbox.idle(services.config().times().idle());
            } else {
                task =
                        tasks.poll(
                                services.config().times().poll().toMillis(), TimeUnit.MILLISECONDS);
                mailbox.ask();
            }
        }
        for (; task != null; task = tasks.poll()) {
            task.run(mailbox);
        }
    }

    /** Returns at once. */
    @Override
    public void close() {
        closed = true;
        bulletin.end();
        aside(OpenMailbox::close);
    }
}
