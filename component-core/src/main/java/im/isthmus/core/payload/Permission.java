package im.isthmus.core.payload;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.stanza.StanzaException;
import java.util.Set;
import org.xmpp.packet.PacketError;

/** What an address can carry: what people would believe done is refused, the rest left out. */
final class Permission {
    private Permission() {}

    /**
     * Refuses what cannot be done.
     *
     * @throws StanzaException if the sender would believe that it was done
     */
    static void check(Intent intent, Set<Ability> abilities) throws StanzaException {
        switch (intent) {
            case Intent.Correct _ ->
                    need(
                            abilities,
                            Ability.CORRECTIONS,
                            "What was said there cannot be changed. Say it anew.");
            case Intent.Retract _ ->
                    need(
                            abilities,
                            Ability.RETRACTIONS,
                            "What was said there cannot be taken back: they can still read it.");
            case Intent.React _ ->
                    need(
                            abilities,
                            Ability.REACTIONS,
                            "There are no reactions there: nobody would see it. Write a message.");
            case Intent.Say _, Intent.Displayed _, Intent.Show _, Intent.Nothing _ -> {}
        }
    }

    /** Whether nobody is harmed if it is left out, which it must be. */
    static boolean isPointless(Intent intent, Set<Ability> abilities) {
        return switch (intent) {
            case Intent.Displayed _ -> !abilities.contains(Ability.DISPLAYED);
            case Intent.Show _ -> !abilities.contains(Ability.CHAT_STATES);
            case Intent.Say _, Intent.Correct _, Intent.Retract _ -> false;
            case Intent.React _, Intent.Nothing _ -> false;
        };
    }

    static void need(Set<Ability> abilities, Ability ability, String text) throws StanzaException {
        if (!abilities.contains(ability)) {
            throw new StanzaException(PacketError.Condition.feature_not_implemented, text);
        }
    }
}
