package im.isthmus.irc.network.connecting;

import java.time.Duration;

/**
 * How long the gateway waits for what on a user's link to a network.
 *
 * @param join for the answer to a join, the way to the network included but not the waiting for the
 *     turn to connect
 * @param answer for the answer to any other request, and for the echo of a message
 * @param linger before the link is closed after the last channel was left
 * @param talkLinger the same after a private message or a console line
 * @param firstRetry before the first attempt to come back after the link was lost
 * @param lastRetry the longest time between two attempts
 * @param hurriedRetry the shortest time between two attempts when the user asks for one
 * @param rejoin before a channel is tried again that did not let the user come back to it
 * @param comeback how long who got lost may take to come back and was never gone: others in a
 *     netsplit, and the user whose client lost its way
 */
public record Timings(
        Duration join,
        Duration answer,
        Duration linger,
        Duration talkLinger,
        Duration firstRetry,
        Duration lastRetry,
        Duration hurriedRetry,
        Duration rejoin,
        Duration comeback) {
    public static final Timings DEFAULT =
            new Timings(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60));

    /** With another patience for who got lost. */
    public Timings withComeback(Duration other) {
        return new Timings(
                join,
                answer,
                linger,
                talkLinger,
                firstRetry,
                lastRetry,
                hurriedRetry,
                rejoin,
                other);
    }
}
