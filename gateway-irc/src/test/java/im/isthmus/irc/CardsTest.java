package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.network;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction.AddContact;
import im.isthmus.core.backend.action.ContactAction.FetchProfile;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.ContactEvent.ContactChanged;
import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.ContactEvent.ProfileFetched;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.NetworkLooks;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.OccupantRenamed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Hat;
import im.isthmus.core.backend.event.Occupant.Look;
import im.isthmus.core.backend.event.RoomReport.RoomDescribed;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.irc.settings.IrcPreferences;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people, channels and networks say of themselves. */
@Timeout(60)
class CardsTest extends ScriptedNetwork {
    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT
                .withCapabilities(
                        "message-tags batch setname draft/oper-tag"
                                + " draft/metadata-2=before-connect,max-subs=3")
                .withIsupport(
                        "CHANTYPES=# PREFIX=(ov)@+ MONITOR=10"
                                + " draft/ICON=https://x.test/icon.png");
    }

    private FakeIrcClient meetRomeo() {
        FakeIrcClient client = enter();
        client.send(":romeo!r@h JOIN #balcony");
        juliet.await(OccupantJoined.class);
        return client;
    }

    private Occupant changed() {
        return juliet.await(OccupantChanged.class).occupant();
    }

    @Test
    void asManyKeysAsTheNetworkBearsAreSubscribedTo() {
        meetRomeo().await("METADATA * SUB avatar display-name homepage");
    }

    @Test
    void whatSomebodyShowsIsSeenInTheRoomAndTakenBack() {
        FakeIrcClient client = meetRomeo();
        client.send(":irc.test METADATA romeo avatar * :https://x.test/{size}/r.png");
        assertThat(changed().look()).isEqualTo(new Look(null, avatar("https://x.test/192/r.png")));
        client.send(":irc.test METADATA romeo display-name * :\002Romeo\002 Montague");
        assertThat(changed().look())
                .isEqualTo(new Look("Romeo Montague", avatar("https://x.test/192/r.png")));
        client.send(":irc.test METADATA romeo avatar * :");
        assertThat(changed().look()).isEqualTo(new Look("Romeo Montague", null));
        client.send(":irc.test 766 juliet romeo display-name :key not set");
        assertThat(changed().look()).isEqualTo(new Look(null, null));
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    @Test
    void whatIsKnownGoesAlongWithTheNickAndEndsWithIt() {
        FakeIrcClient client = meetRomeo();
        client.send(":irc.test METADATA romeo display-name * :Romeo Montague");
        client.send(":romeo!r@h NICK paris");
        assertThat(juliet.await(OccupantRenamed.class).occupant().look())
                .isEqualTo(new Look("Romeo Montague", null));
        client.send(":paris!r@h QUIT :Quit: bye");
        client.send(":paris!p@h JOIN #balcony");
        assertThat(
                        juliet.await(
                                        OccupantJoined.class,
                                        joined -> joined.occupant().nick().equals("paris"))
                                .occupant()
                                .look())
                .isNull();
    }

    @Test
    void whatComesBeforeTheNamesIsShownWithThem() {
        meetRomeo();
        server.script((client, line) -> {
            if (line.startsWith("JOIN #garden")) {
                client.send(":juliet!j@h JOIN #garden");
                client.send(":irc.test BATCH +m metadata #garden");
                client.send("@batch=m :irc.test METADATA nurse display-name * :The Nurse");
                client.send(":irc.test BATCH -m");
                client.numeric("353", "= #garden :nurse juliet");
                client.numeric("366", "#garden :End of names");
                return true;
            }
            return false;
        });
        RoomJoined joined = juliet.join("#garden", "juliet");
        assertThat(joined.occupants())
                .filteredOn(each -> each.nick().equals("nurse"))
                .extracting(Occupant::look)
                .containsExactly(new Look("The Nurse", null));
    }

    @Test
    void whatIsToBeHadLaterIsAskedForLater() {
        FakeIrcClient client = meetRomeo();
        client.numeric("774", "#balcony 0");
        client.await("METADATA #balcony SYNC");
    }

    @Test
    void aChannelLooksAsItSays() {
        FakeIrcClient client = meetRomeo();
        client.numeric("324", "#balcony +m");
        juliet.await(RoomDescribed.class);
        client.send(":irc.test METADATA #balcony avatar * :https://x.test/b.png");
        RoomDetails details = juliet.await(RoomDescribed.class).details();
        assertThat(details.avatar()).isEqualTo(avatar("https://x.test/b.png"));
        assertThat(details.moderated()).isTrue();
        assertThat(details.openSubject()).isTrue();
        client.send(":romeo!r@h MODE #balcony +t");
        assertThat(juliet.await(RoomDescribed.class).details().openSubject()).isFalse();
        client.send(":irc.test METADATA #balcony homepage * :https://x.test/");
        assertThat(juliet.await(RoomDescribed.class).details().description())
                .isEqualTo("https://x.test/");
    }

    @ParameterizedTest
    @CsvSource({
        "+i, true, false, false, false",
        "+m, false, true, false, false",
        "+k sesame, false, false, true, false",
        "+s, false, false, false, true",
        "+p, false, false, false, true"
    })
    void theModesOfAChannelSayWhoMayComeAndSpeakAndWhetherItIsHidden(
            String modes, boolean closed, boolean moderated, boolean key, boolean hidden) {
        FakeIrcClient client = meetRomeo();
        client.numeric("324", "#balcony +");
        RoomDetails open = juliet.await(RoomDescribed.class).details();
        assertThat(open)
                .isEqualTo(
                        new RoomDetails(
                                "#balcony", null, -1, false, false, false, false, true, null));
        client.send(":romeo!r@h MODE #balcony " + modes);
        assertThat(juliet.await(RoomDescribed.class).details())
                .isEqualTo(
                        new RoomDetails(
                                "#balcony", null, -1, closed, moderated, key, hidden, true, null));
    }

    @Test
    void aContactLooksTheSame() {
        FakeIrcClient client = meetRomeo();
        juliet.act(new AddContact(contact("nurse"), ""));
        client.send(":irc.test METADATA nurse avatar * :https://x.test/n.png");
        assertThat(juliet.await(ContactChanged.class))
                .isEqualTo(
                        new ContactChanged(
                                contact("nurse"),
                                new Profile(
                                        null,
                                        List.of(),
                                        avatar("https://x.test/n.png"),
                                        List.of())));
    }

    @Test
    void aBusinessCardHasWhatTheNetworkKnows() {
        FakeIrcClient client = meetRomeo();
        client.send(":irc.test METADATA romeo avatar * :https://x.test/r.png");
        changed();
        server.answer(
                line -> line.equals("WHOIS romeo"),
                each -> {
                    each.numeric("311", "romeo r h * :Romeo M.");
                    each.numeric("760", "romeo homepage * :https://x.test/romeo");
                    each.numeric("318", "romeo :End of /WHOIS list.");
                });
        juliet.act(new FetchProfile(contact("romeo"), juliet.ref("w")));
        Profile profile = juliet.await(ProfileFetched.class).profile();
        assertThat(profile.name()).isEqualTo("Romeo M.");
        assertThat(profile.avatar()).isEqualTo(avatar("https://x.test/r.png"));
        assertThat(profile.details())
                .contains(
                        new Detail("url", "https://x.test/romeo"), new Detail("nickname", "romeo"));
    }

    @Test
    void aNameThatIsSetIsSeenWithoutLeaving() {
        FakeIrcClient client = meetRomeo();
        client.send(":romeo!r@h SETNAME :Romeo, no more a Montague");
        assertThat(changed().look()).isEqualTo(new Look("Romeo, no more a Montague", null));
    }

    @Test
    void whoRunsTheNetworkWearsAHatAsLongAsTheyDo() {
        FakeIrcClient client = meetRomeo();
        client.send("@draft/oper=prince :romeo!r@h PRIVMSG #balcony :peace!");
        assertThat(changed().hats()).extracting(Hat::title).containsExactly("network operator");
        client.send(":romeo!r@h PRIVMSG #balcony :I am banished");
        assertThat(changed().hats()).isEmpty();
    }

    @Test
    void theNetworkLooksLikeItsIcon() {
        meetRomeo();
        assertThat(juliet.await(NetworkLooks.class))
                .isEqualTo(new NetworkLooks(network(), avatar("https://x.test/icon.png")));
    }

    @Test
    void theUserShowsWhatTheUserWantsToShow() {
        juliet.prefer(IrcPreferences.SHOWN_NAME, "Juliet Capulet");
        juliet.prefer(IrcPreferences.SHOWN_PICTURE, "file:///etc/passwd");
        FakeIrcClient client = meetRomeo();
        client.await("METADATA * SET display-name :Juliet Capulet");
        assertThat(client.received()).noneMatch(line -> line.contains("SET avatar"));
    }

    @Test
    void whatTheNetworkRefusesOfItIsNoNews() {
        FakeIrcClient client = meetRomeo();
        client.send(":irc.test FAIL METADATA TOO_MANY_SUBS homepage :too many subscriptions");
        client.send(":romeo!r@h SETNAME :R");
        changed();
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    private static Avatar avatar(String url) {
        return new Avatar(url, url);
    }

    @Test
    void whatIsNoAddressIsNoPicture() {
        FakeIrcClient client = meetRomeo();
        client.send(":irc.test METADATA romeo avatar * :javascript:alert(1)");
        client.send(":irc.test METADATA romeo display-name * :R");
        assertThat(changed().look()).isEqualTo(new Look("R", null));
    }
}
