package im.isthmus.testing.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.dom4j.io.SAXReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * docs/xeps.md and doap.xml say what the program does, no more and no less, as far as service
 * discovery of a gateway whose network can everything tells.
 */
@Timeout(120)
class XepsPageTest {
    private static final Path ROOT = Path.of(System.getProperty("isthmus.root", "..")).normalize();

    /** Features of XEP-0045 that are not namespaces, such as muc_persistent. */
    private static final String ROOM_TYPE = "muc_";

    private static final Pattern ROW =
            Pattern.compile(
                    "\\| (\\d{4}) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]*)\\|");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /**
     * A line of the table.
     *
     * @param number of the XEP
     * @param where the source file, below im/isthmus of a module
     * @param features that service discovery shows for it
     */
    private record Row(
            String number, String version, String status, String where, List<String> features) {}

    private static final List<Row> ROWS = new ArrayList<>();
    private static final Set<String> ADVERTISED = new TreeSet<>();

    @BeforeAll
    static void read() throws IOException {
        for (String line : Files.readAllLines(ROOT.resolve("docs/xeps.md"))) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                ROWS.add(
                        new Row(
                                matcher.group(1),
                                matcher.group(3).strip(),
                                matcher.group(4).strip(),
                                quoted(matcher.group(5)).getFirst(),
                                quoted(matcher.group(6))));
            }
        }
        DemoNetwork network = DemoNetwork.withAccounts();
        network.contact("ann").isListed("Ann");
        network.room("#tea");
        try (FakeXmppServer server = FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
                DemoGateway _ = DemoGateway.behind(server, network)) {
            FakeXmppLink link = server.awaitLink();
            for (String who : List.of("", "ann@", "#tea@", "console@")) {
                ask(link, who + DemoGateway.DOMAIN);
            }
        }
    }

    @Test
    void everyAdvertisedFeatureIsInTheTable() {
        Set<String> known = new TreeSet<>();
        ROWS.forEach(row -> known.addAll(row.features()));
        Set<String> missing = new TreeSet<>(ADVERTISED);
        missing.removeIf(feature -> known.contains(feature) || feature.startsWith(ROOM_TYPE));
        assertThat(missing).isEmpty();
    }

    @Test
    void everyFeatureInTheTableIsAdvertised() {
        assertThat(ROWS).hasSizeGreaterThan(40);
        for (Row row : ROWS) {
            assertThat(ADVERTISED).as("XEP-" + row.number()).containsAll(row.features());
        }
    }

    @Test
    void everyClassInTheTableExists() {
        assertThat(ROWS.stream().map(Row::where).filter(where -> !exists(where))).isEmpty();
    }

    @Test
    void theDescriptionOfTheProjectHasTheSameXeps() throws Exception {
        Element doap = new SAXReader().read(ROOT.resolve("doap.xml").toFile()).getRootElement();
        Element project = Objects.requireNonNull(doap.element("Project"));
        List<String> described = new ArrayList<>();
        for (Element part : project.elements("implements")) {
            Element xep = part.element("SupportedXep");
            if (xep == null) {
                continue; // an RFC
            }
            String url = Objects.requireNonNull(xep.element("xep")).attributeValue("resource");
            described.add(
                    url.replaceAll(".*xep-|\\.html", "")
                            + " "
                            + xep.elementText("version")
                            + " "
                            + xep.elementText("status"));
        }
        List<String> table =
                ROWS.stream()
                        .map(row -> row.number() + " " + row.version() + " " + doapStatus(row))
                        .toList();
        assertThat(described).containsExactlyElementsOf(table);
    }

    private static String doapStatus(Row row) {
        return row.status().startsWith("whole") ? "complete" : "partial";
    }

    private static void ask(FakeXmppLink link, String to) {
        link.send(
                "<iq type='get' id='info-"
                        + to
                        + "' from='alice@localhost/a' to='"
                        + to
                        + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        Element answer =
                link.awaitStanza(stanza -> ("info-" + to).equals(stanza.attributeValue("id")));
        Element query = Objects.requireNonNull(answer.element("query"), answer.asXML());
        query.elements("feature").forEach(each -> ADVERTISED.add(each.attributeValue("var")));
        for (Element form : query.elements("x")) {
            form.elements("field").stream()
                    .filter(field -> "FORM_TYPE".equals(field.attributeValue("var")))
                    .forEach(field -> ADVERTISED.add(field.elementText("value")));
        }
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static boolean exists(String name) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main/java/im/isthmus"))
                    .anyMatch(sources -> Files.exists(sources.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
