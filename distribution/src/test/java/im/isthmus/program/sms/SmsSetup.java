package im.isthmus.program.sms;

import im.isthmus.program.CommandOutput;
import im.isthmus.sms.webhook.WebhookPaths;
import im.isthmus.testing.real.RealXmppServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The configuration of a gateway whose users have a number each.
 *
 * @param inbound where the provider calls with messages
 */
public record SmsSetup(String text, String inbound) {
    public static final String DOMAIN = "sms.localhost";

    /** Twilio's account, with patience for tests and no limits that they would meet. */
    public static SmsSetup twilio(RealXmppServer xmpp, int apiPort, int webhookPort) {
        String text =
                """
                gateway = "sms"
                [component]
                domain = "%s"
                server = "127.0.0.1:%d"
                secret = "%s"
                [store]
                url = "jdbc:sqlite:sms.sqlite"
                [access]
                admins = ["alice@localhost"]
                [sms]
                default-region = "US"
                [sms.limits]
                messages-per-minute = 100000
                segments-per-day = 100000
                segments-per-day-to-one = 100000
                segments-per-day-to-range = 100000
                segments-per-day-total = 100000
                messages-per-second = 1000
                in-doubt = "1s"
                """
                        .formatted(DOMAIN, xmpp.componentPort(), xmpp.setup().secret());
        String alice = number("alice");
        String bob = number("bob");
        return new SmsSetup(
                text
                        + owner(alice, "alice")
                        + owner(bob, "bob")
                        + FakeTwilio.account("main", apiPort, webhookPort, alice, bob),
                FakeTwilio.PUBLIC + WebhookPaths.of("main", FakeTwilio.TOKEN).inbound());
    }

    private static String owner(String number, String user) {
        return "[sms.numbers.\"%s\"]\nowners = [\"%s@localhost\"]\n".formatted(number, user);
    }

    /** The number of a user. */
    public static String number(String user) {
        return user.equals("alice") ? "+12025550100" : "+12025550101";
    }

    /** Its file in a folder. */
    public Path file(Path folder) {
        return folder.resolve("sms.toml");
    }

    /** Writes it to its file. */
    public void writeTo(Path folder) throws IOException {
        Files.writeString(file(folder), text);
    }

    /** What the database has of the messages of both users: text and state. */
    public List<Stored> stored(Path folder) {
        Pattern row = Pattern.compile("\"body\": ?\"([^\"]*)\"[^}]*?\"state\": ?\"([A-Z]+)\"");
        List<Stored> stored = new ArrayList<>();
        for (String user : List.of("alice", "bob")) {
            String json = CommandOutput.of("export", file(folder).toString(), user + "@localhost");
            row.matcher(json).results().map(SmsSetup::stored).forEach(stored::add);
        }
        return stored;
    }

    private static Stored stored(MatchResult row) {
        return new Stored(row.group(1), row.group(2));
    }

    /** A message in the database. */
    public record Stored(String text, String state) {}
}
