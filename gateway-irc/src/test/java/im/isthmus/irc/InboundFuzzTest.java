package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction.AddContact;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a network says to a user, each line means something or nothing, and costs no other. */
@Timeout(3600)
class InboundFuzzTest {
    /**
     * The long form has fewer than the engine has: each of these goes through all of the gateway.
     */
    private static final int LINES =
            Math.min(500_000, Integer.getInteger("isthmus.fuzz.lines", 10_000));

    private static final long SEED = Long.getLong("isthmus.fuzz.seed", 20_261_130L);

    private static final List<String> COMMANDS =
            List.of(
                    "JOIN #c acct :Real Name",
                    "PART #c :bye",
                    "QUIT :hub.example leaf.example",
                    "KICK #c romeo :out",
                    "NICK romeo",
                    "MODE #c +ovb-mk romeo paris *!*@h key",
                    "TOPIC #c :tea",
                    "PRIVMSG #c :hello",
                    "PRIVMSG juliet :hello",
                    "PRIVMSG @#c :ops",
                    "NOTICE juliet :[#c] welcome",
                    "TAGMSG #c",
                    "REDACT #c m1 :spam",
                    "MARKREAD #c timestamp=2026-03-01T12:00:01.000Z",
                    "AWAY :gone",
                    "ACCOUNT acct",
                    "CHGHOST user host",
                    "SETNAME :Real Name",
                    "INVITE paris #c",
                    "RENAME #c #d :moved",
                    "METADATA romeo avatar * :https://x.test/{size}.png",
                    "METADATA #c display-name * :C",
                    "CHATHISTORY TARGETS romeo 2026-03-01T12:00:01.000Z",
                    "BATCH +b chathistory #c",
                    "BATCH -b",
                    "FAIL CHATHISTORY INVALID_TARGET LATEST #c :no",
                    "FAIL METADATA TOO_MANY_SUBS avatar :no",
                    "WARN * CODE :careful",
                    "ACK",
                    "005 juliet CHANTYPES=#& PREFIX=(qaohv)~&@%+ STATUSMSG=@+ :are supported",
                    "301 juliet romeo :away",
                    "303 juliet :romeo paris",
                    "311 juliet romeo r h * :Real",
                    "318 juliet romeo :End",
                    "322 juliet #c 5 :topic",
                    "324 juliet #c +kl key 5",
                    "332 juliet #c :topic",
                    "333 juliet #c romeo 1700000000",
                    "341 juliet romeo #c",
                    "352 juliet #c u h s romeo G*B :0 Real",
                    "353 juliet = #c :@romeo!r@h +paris",
                    "354 juliet 106 #c u h romeo H acct",
                    "366 juliet #c :End",
                    "367 juliet #c *!*@h romeo 1700000000",
                    "401 juliet romeo :No such nick",
                    "404 juliet #c :Cannot send",
                    "473 juliet #c :Invite only",
                    "482 juliet #c :You're not operator",
                    "730 juliet :romeo!r@h,paris!p@h",
                    "731 juliet romeo",
                    "760 juliet romeo homepage * :https://x.test/",
                    "761 juliet #c avatar * :https://x.test/c.png",
                    "766 juliet romeo avatar :key not set",
                    "774 juliet #c 1");

    private static final List<String> WORDS =
            List.of(
                    "",
                    "*",
                    "#c",
                    "#d",
                    "#",
                    "@",
                    "@#c",
                    "juliet",
                    "romeo",
                    "+",
                    "-",
                    "+ovk-b",
                    "999999999999999999999",
                    "-1",
                    "timestamp=2026-13-45T99:99:99.999Z",
                    "msgid=",
                    "\u0001",
                    "\u0001ACTION",
                    "\u0003",
                    "\u000399,99",
                    "[",
                    "[#c]",
                    "a!b",
                    "!@",
                    "😀",
                    "é\u0301",
                    "=",
                    ",",
                    "x".repeat(600));

    private static final List<String> TAGS =
            List.of(
                    "",
                    "@msgid=m1 ",
                    "@time=2026-02-30T25:61:61.000Z;msgid=m2 ",
                    "@batch=b ",
                    "@label=1 ",
                    "@account=a;bot;draft/oper ",
                    "@+draft/react=x;+draft/reply=m1 ",
                    "@+typing=active ",
                    "@+channel-context=#c ",
                    "@batch=b;msgid=m3;time=x ");

    private static final List<String> SOURCES =
            List.of("romeo!r@h", "juliet!j@h", "paris!p@h", "irc.test", "NickServ!s@services.test");

    private final Random random = new Random(SEED);

    @Test
    void noLineOfANetworkCostsAnother() throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>();
        try (FakeIrcServer server = FakeIrcServer.start(options());
                Failures _ = new Failures(failures);
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@example.org")) {
            juliet.join("#c", "juliet");
            // Whoever looks after somebody stays, even when put out of all channels.
            juliet.act(new AddContact(contact("nurse"), ""));
            FakeIrcClient client = server.awaitClient("juliet");
            for (int i = 0; i < LINES; i++) {
                client.send(line());
                if (i % 500 == 0) {
                    client.send("PING :fuzz" + i);
                    client.await("PONG fuzz" + i);
                    client.forget();
                }
            }
            client.send("PING :last");
            client.await("PONG last");
        }
        assertThat(failures).isEmpty();
    }

    private static FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT.withCapabilities(
                "message-tags batch server-time labeled-response echo-message extended-join"
                        + " draft/chathistory draft/metadata-2 draft/oper-tag draft/read-marker"
                        + " draft/multiline draft/message-redaction draft/channel-rename"
                        + " extended-monitor away-notify setname account-tag");
    }

    private String line() {
        String[] parts = pick(COMMANDS).split(" :", 2);
        List<String> params = new ArrayList<>(List.of(parts[0].split(" ")));
        String command = params.removeFirst();
        for (int i = random.nextInt(3); i > 0 && !params.isEmpty(); i--) {
            String word = pick(WORDS);
            params.set(random.nextInt(params.size()), word.isEmpty() ? "*" : word);
        }
        if (random.nextInt(8) == 0 && !params.isEmpty()) {
            params.removeLast();
        }
        String text = parts.length > 1 && random.nextInt(8) > 0 ? " :" + text(parts[1]) : "";
        String middle = params.isEmpty() ? "" : " " + String.join(" ", params);
        return pick(TAGS) + ":" + pick(SOURCES) + " " + command + middle + text;
    }

    private String text(String usual) {
        return random.nextInt(4) > 0 ? usual : pick(WORDS) + " " + pick(WORDS);
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Notes what is logged as an error. */
    private static final class Failures extends Handler implements AutoCloseable {
        private static final Logger LOGGER = Logger.getLogger("im.isthmus.irc");
        private final List<String> failures;

        Failures(List<String> failures) {
            this.failures = failures;
            LOGGER.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                Throwable thrown = entry.getThrown();
                String where =
                        thrown == null || thrown.getStackTrace().length == 0
                                ? ""
                                : " " + thrown + " at " + thrown.getStackTrace()[0];
                failures.add(entry.getMessage() + where);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            LOGGER.removeHandler(this);
        }
    }
}
