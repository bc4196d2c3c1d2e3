package im.isthmus.irc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.irc.capability.Prefixes;
import im.isthmus.irc.message.CaseMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelMirrorTest {
    private final ChannelMirror mirror =
            new ChannelMirror(CaseMapping.RFC1459, new Prefixes("Yqaohv", "!~&@%+"));

    @Test
    void nicksAreFoundAsTheNetworkComparesThem() {
        Member member = mirror.enter("Foo[1]");
        assertThat(mirror.member("fOO{1}")).isSameAs(member);
        assertThat(mirror.enter("foo{1}")).isSameAs(member);
        assertThat(mirror.rename("foo[1]", "FOO[1]")).isSameAs(member);
        assertThat(mirror.size()).isEqualTo(1);
        assertThat(mirror.leave("foo[1]")).isSameAs(member);
        assertThat(mirror.member("FOO[1]")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "!, OWNER, MODERATOR",
        "~, OWNER, MODERATOR",
        "&, OWNER, MODERATOR",
        "@, ADMIN, MODERATOR",
        "%, MEMBER, MODERATOR",
        "+, MEMBER, PARTICIPANT",
        "@+, ADMIN, MODERATOR",
        "'', NONE, PARTICIPANT"
    })
    void theHighestRankDecides(String signs, Affiliation affiliation, Role role) {
        Member member = mirror.enter("romeo");
        int ranks = 0;
        for (int i = 0; i < signs.length(); i++) {
            ranks |= mirror.rankOfSign(signs.charAt(i));
        }
        member.ranks(ranks);
        Occupant occupant = mirror.occupant(member);
        assertThat(occupant.affiliation()).isEqualTo(affiliation);
        assertThat(occupant.role()).isEqualTo(role);
    }

    @Test
    void inAModeratedChannelOnlyRanksHaveAVoice() {
        mirror.moderated(true);
        assertThat(mirror.occupant(mirror.enter("romeo")).role()).isEqualTo(Role.VISITOR);
        Member nurse = mirror.enter("nurse");
        nurse.ranks(mirror.rankOfMode('v'));
        assertThat(mirror.occupant(nurse).role()).isEqualTo(Role.PARTICIPANT);
    }

    @Test
    void whereOperatorsAreTheOnlyRankTheyAreAdmins() {
        var plain = new ChannelMirror(CaseMapping.ASCII, new Prefixes("o", "@"));
        Member member = plain.enter("romeo");
        member.ranks(plain.rankOfSign('@'));
        assertThat(plain.occupant(member).affiliation()).isEqualTo(Affiliation.ADMIN);
    }

    @Test
    void theIdentityIsTheAccountElseTheHost() {
        Member member = mirror.enter("romeo");
        assertThat(mirror.occupant(member).identity()).isNull();
        member.userhost("r@verona");
        assertThat(mirror.occupant(member).identity()).isEqualTo("r@verona");
        member.account("montague");
        assertThat(mirror.occupant(member).identity()).isEqualTo("montague");
        assertThat(mirror.occupant(member).address()).isEqualTo("romeo!r@verona");
        member.account("*");
        assertThat(mirror.occupant(member).identity()).isEqualTo("r@verona");
    }
}
