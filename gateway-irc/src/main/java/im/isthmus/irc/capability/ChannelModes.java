package im.isthmus.irc.capability;

/**
 * Which channel modes take an argument (ISUPPORT {@code CHANMODES}); ranks are in {@link Prefixes}.
 *
 * @param lists letters of lists, such as bans: an argument, or none to ask for the list
 * @param always letters with an argument when set and when unset
 * @param whenSet letters with an argument only when set
 */
public record ChannelModes(String lists, String always, String whenSet) {
    static ChannelModes parse(String value) {
        String[] types = value.split(",", -1);
        return new ChannelModes(
                types[0], types.length > 1 ? types[1] : "", types.length > 2 ? types[2] : "");
    }

    public boolean isList(char mode) {
        return lists.indexOf(mode) >= 0;
    }

    /** Whether the change of a mode is followed by an argument; ranks not considered. */
    public boolean takesArgument(char mode, boolean set) {
        return isList(mode) || always.indexOf(mode) >= 0 || (set && whenSet.indexOf(mode) >= 0);
    }
}
