package im.isthmus.email.account.setup;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.connection.MailServer;
import im.isthmus.testing.real.RealDnsmasq;
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
        return new Discovery(config, new SrvRecords(dns.url()));
    }

    private static MailAddress address(String domain) {
        return new MailAddress("user", domain);
    }

    @Test
    void theServersThatTheDnsNamesComeFirstAndAsItPrefersThem() {
        assertThat(discovery().imap(address("found.test"), "").servers())
                .startsWith(
                        new MailServer("one.found.test", 993, true),
                        new MailServer("two.found.test", 1993, true),
                        new MailServer("imap.found.test", 993, true));
        assertThat(discovery().smtp(address("found.test"), "").servers())
                .startsWith(
                        new MailServer("post.found.test", 2587, false),
                        new MailServer("smtp.found.test", 465, true),
                        new MailServer("smtp.found.test", 587, false));
    }

    @Test
    void serversOfAnotherDomainNeedTheUsersWord() {
        Candidates imap = discovery().imap(address("hosted.test"), "");
        assertThat(imap.servers()).isEmpty();
        assertThat(imap.foreign()).containsExactly(new MailServer("imap.provider.test", 993, true));
        assertThat(discovery().smtp(address("hosted.test"), "").foreign())
                .containsExactly(new MailServer("smtp.provider.test", 465, true));
    }

    @Test
    void withoutTheDnsTheUsualNamesAreTried() {
        assertThat(discovery().imap(address("silent.test"), "").servers())
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
        assertThat(discovery().imap(address("found.test"), "mine.test:143").servers())
                .containsExactly(new MailServer("mine.test", 143, false));
        assertThat(discovery().imap(address("found.test"), "no name").servers()).isEmpty();
    }
}
