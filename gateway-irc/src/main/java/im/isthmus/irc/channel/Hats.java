package im.isthmus.irc.channel;

import im.isthmus.core.backend.Occupant.Hat;
import java.util.ArrayList;
import java.util.List;

/** What the network knows of somebody besides ranks (XEP-0317). */
final class Hats {
    private static final String ACCOUNT = "https://isthmus.im/hats#account";
    private static final String BOT = "https://isthmus.im/hats#bot";

    private Hats() {}

    /** The account logged in to, and that it is a program (IRCv3 account-tag, bot-mode). */
    static List<Hat> of(Member member) {
        String account = member.account();
        if (account == null && !member.bot()) {
            return List.of();
        }
        List<Hat> hats = new ArrayList<>(2);
        if (account != null) {
            hats.add(new Hat(ACCOUNT, account));
        }
        if (member.bot()) {
            hats.add(new Hat(BOT, "bot"));
        }
        return hats;
    }
}
