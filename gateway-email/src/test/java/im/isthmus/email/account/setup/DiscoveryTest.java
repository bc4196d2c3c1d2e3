package im.isthmus.email.account.setup;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.connection.MailServer;
import im.isthmus.testing.real.RealDnsmasq;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static RealDnsmasq dns;

    @BeforeAll
    static void start() {
        dns =
                RealDnsmasq.start(
                        "_imaps._tcp.found.test,two.found.test,1993,20",
                        "_imaps._tcp.found.test,one.found.test,993,10",
                        "_submission._tcp.found.test,post.found.test,2587,1",
                        "_imaps._tcp.hosted.test,imap.provider.test,993,1",
                        "_submissions._tcp.hosted.test,smtp.provider.test,465,1");
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    private static Discovery discovery() {
        Duration second = Duration.ofSeconds(1);
        AccountsConfig config =
                new AccountsConfig(
                        true,
                        Set.of(993),
                        List.of(),
                        null,
                        new AccountsConfig.Times(second, second, second, second),
                        0,
                        1024,
                        List.of());
        return new Discovery(
                config,
                new SrvRecords(dns.url()),
                new Autoconfig(
                        config,
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        443));
    }

    private static Discovery.Search search(String domain) {
        return discovery().search(new MailAddress("user", domain));
    }

    @Test
    void theServersThatTheDnsNamesComeFirstAndAsItPrefersThem() {
        assertThat(search("found.test").imap("").servers())
                .startsWith(
                        new MailServer("one.found.test", 993, true),
                        new MailServer("two.found.test", 1993, true),
                        new MailServer("imap.found.test", 993, true));
        assertThat(search("found.test").smtp("").servers())
                .startsWith(
                        new MailServer("post.found.test", 2587, false),
                        new MailServer("smtp.found.test", 465, true),
                        new MailServer("smtp.found.test", 587, false));
    }

    @Test
    void serversOfAnotherDomainNeedTheUsersWord() {
        Candidates imap = search("hosted.test").imap("");
        assertThat(imap.servers()).isEmpty();
        assertThat(imap.foreign()).containsExactly(new MailServer("imap.provider.test", 993, true));
        assertThat(search("hosted.test").smtp("").foreign())
                .containsExactly(new MailServer("smtp.provider.test", 465, true));
    }

    @Test
    void withoutTheDnsTheUsualNamesAreTried() {
        assertThat(search("silent.test").imap("").servers())
                .containsExactly(
                        new MailServer("imap.silent.test", 993, true),
                        new MailServer("imap.silent.test", 143, false),
                        new MailServer("mail.silent.test", 993, true),
                        new MailServer("mail.silent.test", 143, false),
                        new MailServer("silent.test", 993, true),
                        new MailServer("silent.test", 143, false));
    }

    @Test
    void whatTheUserSaysIsTheOnlyOne() {
        assertThat(search("found.test").imap("mine.test:143").servers())
                .containsExactly(new MailServer("mine.test", 143, false));
        assertThat(search("found.test").imap("no name").servers()).isEmpty();
    }
}
