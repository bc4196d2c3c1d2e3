package im.isthmus.testing;

/** What a long test tells whoever started it with a command in {@code bin/}, while it runs. */
public final class Campaign {
    private Campaign() {}

    /**
     * A line for the console: how far it is, or what came out ({@code bin/campaign.sh} looks for
     * it).
     */
    public static void say(String line) {
        System.out.println("campaign: " + line);
    }

    /** Says how far it is at every tenth part of all rounds. */
    public static void progress(int round, int rounds) {
        if (rounds >= 10 && round > 0 && round % (rounds / 10) == 0) {
            say(round + " of " + rounds);
        }
    }
}
