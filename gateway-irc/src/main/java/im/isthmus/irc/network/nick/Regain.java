package im.isthmus.irc.network.nick;

import im.isthmus.core.backend.SessionContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the user's nick again that somebody else had when the user came, such as a ghost of the
 * user's own: now and then, and quietly.
 */
public final class Regain {
    private final Desk desk;
    private final Duration first;
    private final Duration last;
    private Duration wait;
    private SessionContext.@Nullable Timer next;
    private String asked = "";

    /** What it needs of the link. */
    public interface Desk {
        /** The nick to have; empty for whatever there is. */
        String wanted();

        /** Whether a nick is the user's now. */
        boolean has(String nick);

        /** Asks the network for a nick, if there is a connection. */
        void ask(String nick);

        /** Runs a task as the owner after a while, unless cancelled before. */
        SessionContext.Timer after(Duration wait, Runnable task);
    }

    /**
     * Of a link.
     *
     * @param first how long until it is asked for the first time; the time doubles
     * @param last the longest time between two questions
     */
    public Regain(Desk desk, Duration first, Duration last) {
        this.desk = desk;
        this.first = first;
        this.last = last;
        this.wait = first;
    }

    /** The network has welcomed the user, by the wanted nick or another. */
    public void start() {
        stop();
        wait = first;
        if (isDue()) {
            schedule();
        }
    }

    /** There is no connection any more, or no need. */
    public void stop() {
        asked = "";
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /**
     * A nick was refused.
     *
     * @param forGood whether it is no use to ask again
     * @return whether that answers our question, and so is no news
     */
    public boolean refused(String nick, boolean forGood) {
        boolean ours = !asked.isEmpty() && asked.equalsIgnoreCase(nick);
        if (ours && forGood) {
            stop();
        }
        asked = ours ? "" : asked;
        return ours;
    }

    private boolean isDue() {
        String wanted = desk.wanted();
        return !wanted.isEmpty() && !desk.has(wanted);
    }

    private void schedule() {
        next = desk.after(wait, this::again);
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(last) < 0 ? doubled : last;
    }

    private void again() {
        next = null;
        if (isDue()) {
            asked = desk.wanted();
            desk.ask(asked);
            schedule();
        }
    }
}
