package im.isthmus.core.archive;

import java.time.Duration;

/**
 * How much is kept of what is said in rooms.
 *
 * @param age how long a message is kept
 * @param messages how many are kept of each room of each user; 0 keeps no archive at all
 */
public record ArchiveSettings(Duration age, int messages) {
    /** Nothing is kept. */
    public static final ArchiveSettings OFF = new ArchiveSettings(Duration.ZERO, 0);

    /** Refuses negative bounds. */
    public ArchiveSettings {
        if (age.isNegative() || messages < 0) {
            throw new IllegalArgumentException("a bound of the archive is too small");
        }
    }

    /** 10,000 messages for 30 days. */
    public static ArchiveSettings standard() {
        return new ArchiveSettings(Duration.ofDays(30), 10_000);
    }

    /** Whether anything is kept. */
    public boolean isOn() {
        return messages > 0;
    }
}
