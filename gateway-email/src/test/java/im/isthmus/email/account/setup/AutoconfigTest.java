package im.isthmus.email.account.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.connection.MailServer;
import im.isthmus.testing.TestCertificate;
import im.isthmus.testing.real.RealDnsmasq;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web servers of web.test and its subdomains say where mail servers are, or something else. */
class AutoconfigTest {
    private static final String WELL_KNOWN = "/.well-known/autoconfig/mail/config-v1.1.xml";
    private static final String OWN = "/mail/config-v1.1.xml";

    private static final String FILE =
            """
            <?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x">
            <incomingServer type="pop3"><hostname>pop.host.test</hostname><port>995</port>
            <socketType>SSL</socketType><username>pop</username></incomingServer>
            <incomingServer type="imap"><hostname>clear.host.test</hostname><port>143</port>
            <socketType>plain</socketType><username>clear</username></incomingServer>
            <incomingServer type="imap"><hostname>%EMAILDOMAIN%.host.test</hostname><port>993</port>
            <socketType>SSL</socketType><username>%EMAILLOCALPART%.of.%EMAILDOMAIN%</username>
            </incomingServer>
            <incomingServer type="imap"><hostname>no host</hostname><port>x</port>
            <socketType>SSL</socketType></incomingServer>
            <outgoingServer type="smtp"><hostname>smtp.host.test</hostname><port>587</port>
            <socketType>STARTTLS</socketType></outgoingServer>
            </emailProvider></clientConfig>
            """;

    @TempDir static Path directory;

    private static final Map<String, String> PAGES = new ConcurrentHashMap<>();
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    private static HttpsServer web;
    private static RealDnsmasq dns;

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificate = TestCertificate.create(directory, "*.web.test");
        System.setProperty("javax.net.ssl.trustStore", directory + "/*.web.test.p12");
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        web = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        web.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        web.createContext("/", AutoconfigTest::answer);
        web.start();
        dns = RealDnsmasq.start("_imaps._tcp.both.web.test,imap.both.web.test,993,1");
    }

    @AfterAll
    static void stop() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        dns.close();
        web.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "");
        ASKED.add(host + exchange.getRequestURI());
        String page = PAGES.get(host + exchange.getRequestURI().getPath());
        if (page != null && page.startsWith("https:")) {
            exchange.getResponseHeaders().set("Location", page);
            exchange.sendResponseHeaders(302, -1);
        } else if (page == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static Discovery.Search search(String domain) throws UnknownHostException {
        InetAddress us = InetAddress.ofLiteral("127.0.0.1");
        return search(domain, true, List.of(new PeerPattern(null, us, 32)));
    }

    private static Discovery.Search search(
            String domain, boolean others, List<PeerPattern> privateHosts) {
        Duration second = Duration.ofSeconds(1);
        AccountsConfig config =
                new AccountsConfig(
                        others,
                        Set.of(993),
                        privateHosts,
                        null,
                        new AccountsConfig.Times(second, second, second, second),
                        0,
                        1024,
                        List.of());
        Autoconfig autoconfig =
                new Autoconfig(
                        config,
                        _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                        web.getAddress().getPort());
        return new Discovery(config, new SrvRecords(dns.url()), autoconfig)
                .search(new MailAddress("a+b", domain));
    }

    @Test
    void theDomainNamesServersWithTlsAndWhatTheUserIsCalledThere() throws Exception {
        PAGES.put("autoconfig.web.test" + OWN, FILE);
        Discovery.Search found = search("web.test");
        assertThat(found.imap("").servers())
                .startsWith(
                        new MailServer("web.test.host.test", 993, true),
                        new MailServer("imap.web.test", 993, true))
                .doesNotContain(new MailServer("clear.host.test", 143, false));
        assertThat(found.smtp("").servers())
                .startsWith(
                        new MailServer("smtp.host.test", 587, false),
                        new MailServer("smtp.web.test", 465, true));
        assertThat(found.login()).isEqualTo("a+b.of.web.test");
        assertThat(ASKED).contains("autoconfig.web.test" + OWN + "?emailaddress=a%2Bb%40web.test");
    }

    @Test
    void theWellKnownPlaceIsTheSecondAndMayLeadElsewhere() throws Exception {
        String target = "https://else.web.test:" + web.getAddress().getPort() + "/there";
        PAGES.put("led.web.test" + WELL_KNOWN, target);
        PAGES.put("else.web.test/there", FILE);
        assertThat(search("led.web.test").imap("").servers())
                .startsWith(new MailServer("led.web.test.host.test", 993, true));
    }

    @Test
    void whatTheUserAndTheDnsSayComesFirst() throws Exception {
        PAGES.put("both.web.test" + WELL_KNOWN, FILE);
        Discovery.Search both = search("both.web.test");
        assertThat(both.imap("mine.test").servers())
                .containsExactly(new MailServer("mine.test", 993, true));
        assertThat(both.imap("").servers())
                .startsWith(new MailServer("imap.both.web.test", 993, true))
                .doesNotContain(new MailServer("both.web.test.host.test", 993, true));
        assertThat(both.login()).isEqualTo("a+b@both.web.test");
        assertThat(both.smtp("").servers())
                .startsWith(new MailServer("smtp.host.test", 587, false));
    }

    @Test
    void whatIsNoSuchFileIsPassedOver() throws Exception {
        Map<String, String> bad =
                Map.of(
                        "html.web.test",
                        "<html><p>Welcome<br></html>",
                        "empty.web.test",
                        "<clientConfig/>",
                        "large.web.test",
                        FILE.replace("<emailProvider", " ".repeat(70_000) + "<x"),
                        "entity.web.test",
                        FILE.replace(
                                "<clientConfig",
                                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><clientConfig"),
                        "named.web.test",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
                                + FILE.substring(FILE.indexOf("<clientConfig"))
                                        .replace("%EMAILDOMAIN%", "&x;"),
                        "locked.web.test",
                        "https://locked.web.test:1/");
        bad.forEach((host, page) -> PAGES.put(host + WELL_KNOWN, page));
        for (String domain : bad.keySet()) {
            Discovery.Search none = search(domain);
            assertThat(none.imap("").servers())
                    .as(domain)
                    .startsWith(new MailServer("imap." + domain, 993, true));
            assertThat(none.login()).isEqualTo("a+b@" + domain);
        }
        assertThat(search("not-certified.test").imap("").servers())
                .startsWith(new MailServer("imap.not-certified.test", 993, true));
    }

    @Test
    void serversOfThePrivateNetworkAreNotAskedNorAnyIfTheAdminsListIsAll() throws Exception {
        PAGES.put("inside.web.test" + WELL_KNOWN, FILE);
        InetAddress us = InetAddress.ofLiteral("127.0.0.1");
        for (Discovery.Search search :
                List.of(
                        search("inside.web.test", true, List.of()),
                        search("inside.web.test", false, List.of(new PeerPattern(null, us, 32))))) {
            assertThat(search.imap("").servers())
                    .startsWith(new MailServer("imap.inside.web.test", 993, true));
        }
        assertThat(ASKED).noneMatch(url -> url.startsWith("inside"));
    }
}
