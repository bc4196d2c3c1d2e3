package im.isthmus.core.config.section;

import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Rate;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;

/**
 * The section {@code [limits]}: how much users may ask of the gateway.
 *
 * @param each what one user may do
 * @param all what all users may do together
 * @param sessions users with running state at a time; 0 for no limit
 * @param contacts of one user
 * @param rooms of one user at a time
 * @param queueBytes what may wait for one user's turn
 */
public record LimitsConfig(
        Rates each, Rates all, int sessions, int contacts, int rooms, long queueBytes) {
    /**
     * How often.
     *
     * @param stanzas of any kind
     * @param messages that say something
     * @param joins of rooms
     * @param registrations also changed and taken back ones
     */
    public record Rates(Rate stanzas, Rate messages, Rate joins, Rate registrations) {
        private static Rates read(
                Section section,
                String prefix,
                String stanzas,
                String messages,
                String joins,
                String registrations) {
            return new Rates(
                    section.withDefault(prefix + "stanzas", Rate.value(), stanzas),
                    section.withDefault(prefix + "messages", Rate.value(), messages),
                    section.withDefault(prefix + "joins", Rate.value(), joins),
                    section.withDefault(prefix + "registrations", Rate.value(), registrations));
        }
    }

    /** Reads {@code [limits]} below the top of a file. */
    public static LimitsConfig read(Section root) {
        Section section = root.table("limits");
        return new LimitsConfig(
                Rates.read(section, "", "12000/min", "3000/min", "600/min", "20/h"),
                Rates.read(section, "all-", "unlimited", "unlimited", "unlimited", "1000/h"),
                section.withDefault("sessions", Values.integer(0, 10_000_000), 50_000),
                section.withDefault("contacts", Values.integer(1, 1_000_000), 10_000),
                section.withDefault("rooms", Values.integer(1, 100_000), 500),
                section.withDefault("queue", Quantities.size(10_000, 1L << 30), "4MiB"));
    }

    /** Nothing is limited but by what the program needs for itself. */
    public static LimitsConfig none() {
        Rates rates = new Rates(Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED);
        return new LimitsConfig(rates, rates, 0, 1_000_000, 100_000, 1L << 30);
    }
}
