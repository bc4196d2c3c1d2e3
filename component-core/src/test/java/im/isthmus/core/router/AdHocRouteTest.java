package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdHocRouteTest extends RouterScenario {
    private static final String GATEWAY = "irc.example.org";
    private static final String COMMANDS = "http://jabber.org/protocol/commands";
    private static final String ROOT = "root@example.org/x";
    private static final String SHUT = "http://jabber.org/protocol/admin#shut";

    @Test
    void onlyWhatTheRequesterMayRunIsListed() {
        assertThat(list(ALICE, GATEWAY))
                .contains("node=\"echo\"", "name=\"Name of echo\"")
                .doesNotContain("shut", "mode");
        assertThat(list(ROOT, GATEWAY)).contains("node=\"" + SHUT + "\"");
        assertThat(list("eve@elsewhere.org/x", GATEWAY)).doesNotContain("<item");
    }

    @Test
    void anAddressListsTheCommandsOfItsKind() {
        assertThat(list(ALICE, "#room%net@irc.example.org"))
                .contains("jid=\"#room%net@irc.example.org\"", "node=\"mode\"")
                .doesNotContain("echo");
        assertThat(list(ALICE, "net.example@irc.example.org")).doesNotContain("<item");
    }

    @Test
    void discoveryTellsWhatANodeIs() {
        Element info = ask(ALICE, GATEWAY, "get", info("echo"));
        assertThat(info.asXML())
                .contains("category=\"automation\"", "type=\"command-node\"")
                .contains("name=\"Name of echo\"", "var=\"jabber:x:data\"");
        assertThat(errorOf(ask(ALICE, GATEWAY, "get", info(SHUT)))).isEqualTo("auth forbidden");
        assertThat(errorOf(ask(ALICE, GATEWAY, "get", info("nothing"))))
                .isEqualTo("cancel item-not-found");
        assertThat(ask(ALICE, GATEWAY, "get", info(COMMANDS)).asXML()).contains("command-list");
    }

    @Test
    void aFormIsFilledInAndTheAnswerComesAsANote() {
        Element form = run("echo", null, null, "");
        assertThat(form.attributeValue("status")).isEqualTo("executing");
        assertThat(form.asXML())
                .contains("execute=\"complete\"", "type=\"text-single\"", "<required/>")
                .contains("type=\"list-single\"", "<value>red</value>", "<value>blue</value>");
        Element done = run("echo", id(form), "complete", submit("text", "hello"));
        assertThat(done.attributeValue("status")).isEqualTo("completed");
        assertThat(done.elementText("note")).isEqualTo("hello in red");
    }

    @Test
    void severalFormsCanBeGoneThroughAndBack() {
        Element one = run("wizard", null, "execute", "");
        assertThat(one.asXML()).contains("<title>One</title>", "<next/>").doesNotContain("<prev/>");
        Element two = run("wizard", id(one), "next", submit("text", "a"));
        assertThat(two.asXML()).contains("<title>Two</title>", "<prev/>", "<complete/>");
        assertThat(run("wizard", id(one), "prev", "").asXML()).contains("<title>One</title>");
        run("wizard", id(one), "next", submit("text", "b"));
        Element done = run("wizard", id(one), "complete", submit("more", "c"));
        assertThat(done.elementText("note")).isEqualTo("b+c");
    }

    @Test
    void whatDoesNotFitIsAskedForAgain() {
        Element form = run("echo", null, null, "");
        Element again = run("echo", id(form), "complete", submit("colour", "green"));
        assertThat(again.attributeValue("status")).isEqualTo("executing");
        assertThat(again.elementText("note")).isEqualTo("The text is missing.");
        assertThat(Objects.requireNonNull(again.element("x")).asXML()).contains("green");
        Element done = run("echo", id(form), "complete", submit("text", "x"));
        assertThat(done.elementText("note")).isEqualTo("x in red");
    }

    @Test
    void aCanceledCommandIsOver() {
        Element form = run("wizard", null, null, "");
        assertThat(run("wizard", id(form), "cancel", "").attributeValue("status"))
                .isEqualTo("canceled");
        assertThat(refusal("wizard", id(form), "next")).contains("not-allowed", "session-expired");
    }

    @Test
    void nobodyElseGoesOnWithACommandNotEvenFromAnotherDevice() {
        Element form = run("wizard", null, null, "");
        Element stolen =
                ask("alice@example.org/other", GATEWAY, "set", command("wizard", id(form)));
        assertThat(stolen.asXML()).contains("session-expired");
    }

    @Test
    void failuresEndACommandWithANoteOfTypeError() {
        Element broken = run("broken", null, null, "");
        assertThat(broken.attributeValue("status")).isEqualTo("completed");
        assertThat(Objects.requireNonNull(broken.element("note")).attributeValue("type"))
                .isEqualTo("error");
        assertThat(run("refused", null, null, "").elementText("note")).isEqualTo("Not today.");
    }

    @Test
    void whoMayNotRunACommandIsForbiddenTo() {
        assertThat(errorOf(ask(ALICE, GATEWAY, "set", command(SHUT, null))))
                .isEqualTo("auth forbidden");
        assertThat(errorOf(ask("eve@elsewhere.org/x", GATEWAY, "set", command("echo", null))))
                .isEqualTo("auth forbidden");
        assertThat(errorOf(ask(ALICE, GATEWAY, "set", command("mode", null))))
                .isEqualTo("cancel item-not-found");
    }

    @Test
    void anActionThatMakesNoSenseIsRefused() {
        assertThat(refusal("echo", null, "next")).contains("bad-request", "bad-action");
        assertThat(refusal("echo", null, "dance")).contains("bad-request", "malformed-action");
        Element form = run("wizard", null, null, "");
        assertThat(refusal("wizard", id(form), "prev")).contains("bad-action");
    }

    @Test
    void openCommandsHaveALimit() {
        for (int i = 0; i < 10; i++) {
            run("wizard", null, null, "");
        }
        assertThat(refusal("wizard", null, "execute")).contains("resource-constraint");
    }

    @Test
    void tablesAndFactsComeAsAResultForm() {
        Element done =
                Objects.requireNonNull(
                        ask(ROOT, GATEWAY, "set", command("list", null)).element("command"));
        assertThat(done.asXML())
                .contains("<reported>", "var=\"count\"", "<value>4</value>", "type=\"result\"");
    }

    @Test
    void theAnswerIsInTheLanguageOfTheRequest() {
        Element error = ask(ALICE, GATEWAY, "set", command(SHUT, null), "xml:lang='de'");
        assertThat(error.asXML()).contains("xml:lang=\"de\"");
    }

    private String list(String from, String to) {
        return ask(
                        from,
                        to,
                        "get",
                        "<query xmlns='http://jabber.org/protocol/disco#items' node='"
                                + COMMANDS
                                + "'/>")
                .asXML();
    }

    private static String info(String node) {
        return "<query xmlns='http://jabber.org/protocol/disco#info' node='" + node + "'/>";
    }

    private String refusal(String node, @Nullable String id, String action) {
        String xml =
                "<command xmlns='"
                        + COMMANDS
                        + "' node='"
                        + node
                        + "' action='"
                        + action
                        + "'"
                        + (id == null ? "/>" : " sessionid='" + id + "'/>");
        return ask(ALICE, GATEWAY, "set", xml).asXML();
    }

    private Element run(String node, @Nullable String id, @Nullable String action, String content) {
        String xml =
                "<command xmlns='"
                        + COMMANDS
                        + "' node='"
                        + node
                        + "'"
                        + (id == null ? "" : " sessionid='" + id + "'")
                        + (action == null ? "" : " action='" + action + "'")
                        + ">"
                        + content
                        + "</command>";
        Element answer = ask(ALICE, GATEWAY, "set", xml);
        return Objects.requireNonNull(answer.element("command"), answer.asXML());
    }

    private static String command(String node, @Nullable String id) {
        return "<command xmlns='"
                + COMMANDS
                + "' node='"
                + node
                + "'"
                + (id == null ? "/>" : " sessionid='" + id + "'/>");
    }

    private static String submit(String name, String value) {
        return "<x xmlns='jabber:x:data' type='submit'><field var='"
                + name
                + "'><value>"
                + value
                + "</value></field></x>";
    }

    private static String id(Element command) {
        return command.attributeValue("sessionid");
    }

    private Element ask(String from, String to, String type, String payload) {
        return ask(from, to, type, payload, "");
    }

    private Element ask(String from, String to, String type, String payload, String attributes) {
        receive(
                "<iq type='"
                        + type
                        + "' id='i1' from='"
                        + from
                        + "' to='"
                        + to
                        + "' "
                        + attributes
                        + ">"
                        + payload
                        + "</iq>");
        return take();
    }
}
