package im.isthmus.irc.network;

import im.isthmus.core.backend.UserAction.Availability;
import im.isthmus.irc.message.IrcMessage;

/** Keeps the network told whether the user is away; never by a nick. */
public final class Away {
    private static final Availability HERE = new Availability(false, "");

    private final IrcLink link;
    private Availability wanted = HERE;
    private Availability told = HERE;

    Away(IrcLink link) {
        this.link = link;
    }

    /** The user's availability is this now. */
    public void set(Availability availability) {
        wanted = availability.away() ? new Availability(true, text(availability)) : HERE;
        tell();
    }

    /** The network is a new one that knows nothing. */
    void restart() {
        told = HERE;
        tell();
    }

    private void tell() {
        if (link.server().online() && !told.equals(wanted)) {
            boolean sent =
                    link.server()
                            .trySend(
                                    wanted.away()
                                            ? IrcMessage.of("AWAY", wanted.text())
                                            : IrcMessage.of("AWAY"));
            told = sent ? wanted : told;
        }
    }

    /** AWAY without a text would mean to be back (RFC 2812 section 4.1). */
    private static String text(Availability availability) {
        String line = OneLine.of(availability.text());
        return line.isBlank() ? "away" : line;
    }
}
