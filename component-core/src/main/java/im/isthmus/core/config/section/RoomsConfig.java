package im.isthmus.core.config.section;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import java.time.Duration;

/**
 * The section {@code [rooms]}: what is kept of rooms, and for how long.
 *
 * @param archive whether what is said is kept for its users (XEP-0313), as long as {@code
 *     [retention]} says
 * @param archiveMessages how many messages of each room of each user
 * @param grace how long a room is kept for a client that was lost without leaving
 */
public record RoomsConfig(boolean archive, int archiveMessages, Duration grace) {
    /**
     * Reads {@code [rooms]} below the top of a file.
     *
     * @param archive whether there is an archive if nothing is said about it
     */
    public static RoomsConfig read(Section root, boolean archive) {
        Section section = root.table("rooms");
        return new RoomsConfig(
                section.withDefault("archive", Values.bool(), archive),
                section.withDefault("archive-messages", Values.integer(1, 10_000_000), 10_000),
                section.withDefault(
                        "grace", Quantities.duration(Duration.ZERO, Duration.ofDays(7)), "5m"));
    }
}
