package im.isthmus.irc.channel;

import im.isthmus.core.backend.event.Occupant.Hat;
import java.util.ArrayList;
import java.util.List;

/** What the network knows of somebody besides ranks (XEP-0317). */
final class Hats {
    private static final String ACCOUNT = "https://isthmus.im/hats#account";
    private static final String BOT = "https://isthmus.im/hats#bot";

    private static final String OPERATOR = "https://isthmus.im/hats#operator";

    private Hats() {}

    /**
     * The account logged in to, that it is a program, and that they run the network (IRCv3
     * account-tag, bot-mode, oper-tag).
     */
    static List<Hat> of(Member member) {
        String account = member.account();
        if (account == null && !member.bot() && !member.operator()) {
            return List.of();
        }
        List<Hat> hats = new ArrayList<>(3);
        if (account != null) {
            hats.add(new Hat(ACCOUNT, account));
        }
        if (member.bot()) {
            hats.add(new Hat(BOT, "bot"));
        }
        if (member.operator()) {
            hats.add(new Hat(OPERATOR, "network operator"));
        }
        return hats;
    }
}
