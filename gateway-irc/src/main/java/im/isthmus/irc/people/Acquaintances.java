package im.isthmus.irc.people;

import im.isthmus.irc.spoken.Recent;
import java.util.Map;

/**
 * Those with whom the user talked: a nick is free for anybody to take once its owner is gone, so a
 * talk that goes on may go on with somebody else. Has one owner.
 */
public final class Acquaintances {
    /** Who was not talked to for that many others is forgotten. */
    private static final int MAX = 300;

    private final Map<String, Face> faces = new Recent<>(MAX);

    /**
     * Takes note of who is behind a nick.
     *
     * @param nick folded
     * @return a warning for the user if it seems to be somebody else than last time; else empty
     */
    public String meet(String nick, Face face) {
        Face before = faces.get(nick);
        faces.put(nick, before == null ? face : face.or(before));
        return before == null || !face.isStrangeTo(before)
                ? ""
                : "/me may be somebody else now: this nick was "
                        + before
                        + ", and is "
                        + face
                        + ".";
    }

    /** Somebody is called differently from now on, both nicks folded. */
    public void renamed(String oldNick, String newNick) {
        Face face = faces.remove(oldNick);
        if (face != null) {
            faces.put(newNick, face);
        }
    }
}
