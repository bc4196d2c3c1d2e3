package im.isthmus.irc.channel;

import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.message.CaseMapping;
import java.util.ArrayList;
import java.util.List;

/**
 * One change of a channel's modes.
 *
 * @param set whether it is switched on; else off
 * @param letter of the mode
 * @param argument of it, such as a nick; empty if it has none
 */
public record ModeChange(boolean set, char letter, String argument) {
    /** Without an argument. */
    public ModeChange(boolean set, char letter) {
        this(set, letter, "");
    }

    /**
     * Takes the changes of a MODE apart (modern IRC, "MODE message").
     *
     * @param params of the message
     * @param at where the letters are among them
     */
    public static List<ModeChange> parse(List<String> params, int at, Supports supports) {
        List<ModeChange> changes = new ArrayList<>();
        String letters = at < params.size() ? params.get(at) : "";
        int argument = at + 1;
        boolean set = true;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '+' || letter == '-') {
                set = letter == '+';
                continue;
            }
            boolean takes =
                    supports.prefixes().isMode(letter)
                            || supports.channelModes().takesArgument(letter, set);
            boolean given = takes && argument < params.size();
            changes.add(new ModeChange(set, letter, given ? params.get(argument) : ""));
            argument += takes ? 1 : 0;
        }
        return changes;
    }

    /** Whether this is that change, as the network spells it. */
    public boolean isSame(ModeChange other, CaseMapping mapping) {
        return set == other.set && letter == other.letter && mapping.same(argument, other.argument);
    }
}
