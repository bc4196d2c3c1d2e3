package im.isthmus.irc.network.talking;

import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import org.jspecify.annotations.Nullable;

/** Keeps the network told whether the user is away; never by a nick. */
public final class Away {
    /** In place of a text: there is no reason to tell (IRCv3 pre-away). */
    public static final String NO_REASON = "*";

    private static final String EARLY = "draft/pre-away";
    private static final Availability HERE = new Availability(false, "");

    private final IrcLink link;
    private Availability wanted = HERE;
    private Availability told = HERE;
    private Availability early = HERE;

    public Away(IrcLink link) {
        this.link = link;
    }

    /** The user's availability is this now. */
    public void set(Availability availability) {
        String text = OneLine.of(availability.text()).strip();
        wanted = availability.away() ? new Availability(true, text) : HERE;
        tell();
    }

    /**
     * What to tell the network while the connection is being made (IRCv3 pre-away), so that nobody
     * sees the user come who does not; null if the user is there.
     */
    public @Nullable String opening() {
        early = wanted;
        return wanted.away() ? text(true) : null;
    }

    /** The network is a new one that knows nothing but what it was told before the welcome. */
    public void restart() {
        told = link.server().has(EARLY) ? early : HERE;
        tell();
    }

    private void tell() {
        if (link.server().online() && !told.equals(wanted)) {
            boolean sent =
                    link.server()
                            .trySend(
                                    wanted.away()
                                            ? IrcMessage.of("AWAY", text(link.server().has(EARLY)))
                                            : IrcMessage.of("AWAY"));
            told = sent ? wanted : told;
        }
    }

    /**
     * AWAY without a text would mean to be back (RFC 2812 section 4.1).
     *
     * @param unspecified whether the network knows the sign for no reason
     */
    private String text(boolean unspecified) {
        String otherwise = unspecified ? NO_REASON : "away";
        return wanted.text().isEmpty()
                ? otherwise
                : OneLine.of(link, wanted.text(), link.server().supports().awayLength());
    }
}
