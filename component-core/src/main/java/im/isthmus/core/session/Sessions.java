package im.isthmus.core.session;

import im.isthmus.core.address.Jid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sessions of all users of one gateway; made at the first stanza, gone when nothing is left.
 */
public final class Sessions {
    private final ConcurrentHashMap<Jid, Session> byUser = new ConcurrentHashMap<>();
    private final SessionEnvironment environment;

    public Sessions(SessionEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Runs a task as the owner of a user's session, after all earlier ones of that user. May wait
     * while the user's queue is full.
     *
     * @param bytes about how much memory the task takes while it waits
     * @return false if the queue stayed full: the task will not run
     */
    public boolean submit(Jid user, long bytes, Consumer<Session> task)
            throws InterruptedException {
        while (true) {
            Session session = of(user);
            switch (session.submit(bytes, () -> task.accept(session))) {
                case ACCEPTED -> {
                    return true;
                }
                case FULL -> {
                    return false;
                }
                case RETIRED -> byUser.remove(user, session);
            }
        }
    }

    /** As {@link #submit}, but never waits and never refuses: for what must not get lost. */
    public void force(Jid user, Consumer<Session> task) {
        while (true) {
            Session session = of(user);
            if (session.force(() -> task.accept(session)) == Mailbox.Outcome.ACCEPTED) {
                return;
            }
            byUser.remove(user, session);
        }
    }

    /** Whether a user has state here now. */
    public boolean has(Jid user) {
        return byUser.containsKey(user);
    }

    /** How many users have state here now. */
    public int count() {
        return byUser.size();
    }

    /** How many tasks wait for the owners of all sessions. */
    public int queued() {
        return byUser.values().stream().mapToInt(Session::queued).sum();
    }

    /** All users with state here, as of now. */
    public List<Session> all() {
        return List.copyOf(byUser.values());
    }

    /**
     * Ends the session of one user, who may come back at once.
     *
     * @return false if there is none
     */
    public boolean end(Jid user, String reason) {
        if (!has(user)) {
            return false;
        }
        force(
                user,
                session -> {
                    session.rooms().stays().forgetAll();
                    session.shutdown(reason);
                });
        return true;
    }

    /**
     * Ends all sessions, telling their users why.
     *
     * @return whether all had ended in time
     */
    public boolean shutdown(String reason, Duration limit) throws InterruptedException {
        List<Session> all = all();
        CountDownLatch left = new CountDownLatch(all.size());
        for (Session session : all) {
            Mailbox.Outcome outcome =
                    session.force(() -> {
                        try {
                            session.shutdown(reason);
                        } finally {
                            left.countDown();
                        }
                    });
            if (outcome == Mailbox.Outcome.RETIRED) {
                left.countDown();
            }
        }
        return left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Session of(Jid user) {
        Session known = byUser.get(user);
        return known != null ? known : byUser.computeIfAbsent(user, this::create);
    }

    private Session create(Jid user) {
        Session[] self = new Session[1];
        Session session =
                new Session(
                        user,
                        environment,
                        () -> {
                            Session me = self[0];
                            if (me != null) {
                                byUser.remove(user, me);
                            }
                        });
        self[0] = session;
        return session;
    }
}
