package im.isthmus.irc.connection.ending;

/** Why a connection ended. The texts are for people, in the server's words where it said some. */
public sealed interface CloseReason {
    String text();

    /** Whether the same attempt may work later without anybody changing anything. */
    default boolean mayRetry() {
        return switch (this) {
            case ConnectFailed _,
                    TlsFailed _,
                    TlsDemanded _,
                    Throttled _,
                    TimedOut _,
                    ServerClosed _ ->
                    true;
            case LoginFailed _, Banned _, NickRefused _, Quit _ -> false;
        };
    }

    /** No address of the network took the connection. */
    record ConnectFailed(String text) implements CloseReason {}

    /** No TLS, or not with whom it should be. */
    record TlsFailed(String text) implements CloseReason {}

    /** The server takes users with TLS only, at a port of its host (IRCv3 sts). */
    record TlsDemanded(String text, String host, int port) implements CloseReason {}

    /** SASL or the server password was refused, or SASL is not to be had. */
    record LoginFailed(String text) implements CloseReason {}

    /** The network does not want this user: K-line, ban or KILL. */
    record Banned(String text) implements CloseReason {}

    /** Too many connections, or too fast. */
    record Throttled(String text) implements CloseReason {}

    /** No nick that was tried is to be had. */
    record NickRefused(String text) implements CloseReason {}

    /** The server went silent, or took too long to welcome the user. */
    record TimedOut(String text) implements CloseReason {}

    /** The server ended it, or the link broke. */
    record ServerClosed(String text) implements CloseReason {}

    /** The user did. */
    record Quit(String text) implements CloseReason {}
}
