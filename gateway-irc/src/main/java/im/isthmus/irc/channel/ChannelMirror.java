package im.isthmus.irc.channel;

import im.isthmus.core.backend.event.Occupant;
import im.isthmus.irc.capability.Prefixes;
import im.isthmus.irc.message.CaseMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is in a channel, as the network last told. */
public final class ChannelMirror {
    private final Map<String, Member> members = new HashMap<>();
    private final CaseMapping mapping;
    private final Prefixes prefixes;
    private boolean moderated;

    /**
     * @param mapping which nicks are the same
     * @param prefixes the ranks of this network
     */
    public ChannelMirror(CaseMapping mapping, Prefixes prefixes) {
        this.mapping = mapping;
        this.prefixes = prefixes;
    }

    /** The member of that nick; null if there is none. */
    public @Nullable Member member(String nick) {
        return members.get(mapping.fold(nick));
    }

    /** Notes that somebody is here; who was known before stays the same member. */
    public Member enter(String nick) {
        String folded = mapping.fold(nick);
        Member known = members.get(folded);
        if (known == null) {
            known = new Member(nick);
            members.put(folded, known);
        }
        return known;
    }

    /** Somebody went; null if nobody of that nick was here. */
    public @Nullable Member leave(String nick) {
        return members.remove(mapping.fold(nick));
    }

    /** Somebody is called differently now; null if nobody of the old nick was here. */
    public @Nullable Member rename(String oldNick, String newNick) {
        Member member = members.remove(mapping.fold(oldNick));
        if (member != null) {
            member.nick(newNick);
            members.put(mapping.fold(newNick), member);
        }
        return member;
    }

    /** Everybody here; a view. */
    public Collection<Member> members() {
        return members.values();
    }

    public int size() {
        return members.size();
    }

    /** The rank of a mode letter as a bit of {@link Member#ranks}; 0 if it is no rank. */
    public int rankOfMode(char letter) {
        int index = prefixes.modes().indexOf(letter);
        return index < 0 ? 0 : 1 << index;
    }

    /** The rank of a sign before a nick as a bit of {@link Member#ranks}; 0 if it is none. */
    public int rankOfSign(char sign) {
        int index = prefixes.signs().indexOf(sign);
        return index < 0 ? 0 : 1 << index;
    }

    /** Whether only ranked members may speak (+m). */
    public boolean moderated() {
        return moderated;
    }

    /** Whether that is news. */
    public boolean moderated(boolean moderated) {
        boolean news = this.moderated != moderated;
        this.moderated = moderated;
        return news;
    }

    /** A member in the words of the core. */
    public Occupant occupant(Member member) {
        String userhost = member.userhost();
        return new Occupant(
                member.nick(),
                Standing.affiliation(prefixes, member.ranks()),
                Standing.role(prefixes, member.ranks(), moderated),
                member.account() != null ? member.account() : userhost,
                userhost == null ? null : member.nick() + '!' + userhost,
                member.away(),
                Hats.of(member),
                member.look(),
                member.awayText());
    }

    /** Everybody in the words of the core. */
    public List<Occupant> occupants() {
        List<Occupant> all = new ArrayList<>(members.size());
        for (Member member : members.values()) {
            all.add(occupant(member));
        }
        return all;
    }
}
