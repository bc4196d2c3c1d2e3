package im.isthmus.testing.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.real.RealXmppServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another client library than ours rules a room: slixmpp, as Debian has it. */
@Timeout(180)
class SlixmppRoomTest {
    private static final String ROOM = "#tea@" + DemoGateway.DOMAIN;

    @TempDir Path directory;

    private final DemoNetwork network = DemoNetwork.withoutAccounts();

    @ParameterizedTest
    @EnumSource
    void anOwnerConfiguresBansAndReadsTheArchive(RoomHistoryWalkTest.Server kind)
            throws IOException, InterruptedException {
        network.room("#tea").isRuledBy("snake").enters("ann");
        try (RealXmppServer server = kind.start();
                DemoGateway _ = DemoGateway.behind(server, network)) {
            String seen = walk(server);

            assertThat(seen)
                    .contains(
                            "joined",
                            "form: ['FORM_TYPE', 'muc#roomconfig_moderatedroom',"
                                    + " 'muc#roomconfig_roomdesc', 'muc#roomconfig_roomname']",
                            "name: ['Tea for two']",
                            "'muc_moderated'",
                            "'urn:xmpp:mam:2#extended'",
                            "moderators: ['ann', 'snake']",
                            "outcasts: ['ann@" + DemoGateway.DOMAIN + "']",
                            "fields: ['FORM_TYPE', 'after-id', 'before-id', 'end', 'ids',"
                                    + " 'start', 'with']",
                            ("archive: [('%1$s/snake', 'one'), ('%1$s/snake', 'two'),"
                                            + " ('%1$s/snake', 'three')]")
                                    .formatted(ROOM));
        }
    }

    private String walk(RealXmppServer server) throws IOException, InterruptedException {
        try (Slixmpp alice =
                Slixmpp.start(directory, "room_walk.py", server, ROOM, "snake", "ann")) {
            return alice.finish();
        }
    }
}
