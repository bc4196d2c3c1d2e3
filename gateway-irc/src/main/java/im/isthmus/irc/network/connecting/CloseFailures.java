package im.isthmus.irc.network.connecting;

import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.irc.connection.ending.CloseReason;
import java.time.Duration;

/** What the end of a connection means to what the user still waits for. */
public final class CloseFailures {
    private static final Duration THROTTLED = Duration.ofMinutes(1);

    private CloseFailures() {}

    public static BackendFailure of(CloseReason reason) {
        return switch (reason) {
            case CloseReason.ConnectFailed r ->
                    new BackendFailure.Unreachable(
                            Text.of("The network cannot be reached: {0}", r.text()));
            case CloseReason.TlsFailed r -> new BackendFailure.Unreachable(r.text());
            case CloseReason.TlsDemanded r -> new BackendFailure.Unreachable(r.text());
            case CloseReason.TimedOut r -> new BackendFailure.Unreachable(r.text());
            case CloseReason.ServerClosed r -> new BackendFailure.Unreachable(r.text());
            case CloseReason.Throttled r -> new BackendFailure.Temporary(r.text(), THROTTLED);
            case CloseReason.LoginFailed r -> new BackendFailure.AuthFailed(r.text());
            case CloseReason.Banned r -> new BackendFailure.Banned(r.text());
            case CloseReason.NickRefused r -> new BackendFailure.NickTaken(r.text());
            case CloseReason.Quit r -> new BackendFailure.Unreachable(r.text());
        };
    }
}
