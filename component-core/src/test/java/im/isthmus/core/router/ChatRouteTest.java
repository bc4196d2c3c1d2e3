package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChatRouteTest extends RouterScenario {
    @Test
    void helpListsWhatTheUserMayRun() {
        assertThat(say("help"))
                .contains("echo - Name of echo", "mode ADDRESS")
                .doesNotContain("shut");
        assertThat(saidBy("root@example.org/x", "help")).contains("shut");
    }

    @Test
    void helpOnACommandTellsItsFields() {
        assertThat(say("help echo")).contains("echo text [colour]", "Does echo.", "red, blue");
        assertThat(say("help ecko")).contains("Did you mean echo?");
    }

    @Test
    void argumentsComeInOrderOrByName() {
        assertThat(say("echo hi blue")).isEqualTo("hi in blue");
        assertThat(say("ECHO colour=blue \"two words\"")).isEqualTo("two words in blue");
        assertThat(say("echo text=x")).isEqualTo("x in red");
    }

    @Test
    void whatIsMissingIsAskedFor() {
        assertThat(say("echo")).isEqualTo("Does echo.\nThe text?");
        assertThat(say("two words")).isEqualTo("two words in red");
    }

    @Test
    void whatDoesNotFitIsAskedForAgain() {
        assertThat(say("erase")).contains("All of it?", "yes or no");
        assertThat(say("perhaps")).isEqualTo("Go on is yes or no.");
        assertThat(say("YES")).isEqualTo("Gone.");
    }

    @Test
    void noEndsACommandWithoutDoingAnything() {
        say("erase");
        assertThat(say("no")).isEqualTo("Nothing was changed.");
        assertThat(say("help")).contains("echo");
    }

    @Test
    void oneFormFollowsTheOther() {
        assertThat(say("wizard a")).isEqualTo("Second.\nThe more?");
        assertThat(say("b")).isEqualTo("a+b");
    }

    @Test
    void aFormOfWhichNothingMustBeFilledInIsShownFirst() {
        assertThat(say("palette")).contains("colour = red", "Type name=value");
        assertThat(say("colour=blue")).contains("colour = blue");
        assertThat(say("ok")).isEqualTo(" in blue");
        assertThat(say("palette colour=blue")).isEqualTo(" in blue");
    }

    @Test
    void argumentsThatMayBeLeftOutAreNotAskedFor() {
        assertThat(say("paint")).isEqualTo(" in red");
        assertThat(say("paint blue")).isEqualTo(" in blue");
    }

    @Test
    void aCommandCanBeCanceled() {
        say("echo");
        assertThat(say("Cancel")).isEqualTo("Canceled.");
        assertThat(say("cancel")).isEqualTo("There is nothing to cancel.");
    }

    @Test
    void anUnknownWordIsMetWithTheNearest() {
        assertThat(say("ecko hi")).isEqualTo("I do not know ecko. Did you mean echo?");
        assertThat(say("xyzzy")).contains("Type help");
        assertThat(say("shut")).isEqualTo("You may not run this command.");
    }

    @Test
    void aCommandOfRoomsNeedsToKnowWhich() {
        assertThat(say("mode")).contains("mode ADDRESS");
        assertThat(say("mode #room%net")).isEqualTo("at #room%net");
        assertThat(say("mode #room%net@irc.example.org")).isEqualTo("at #room%net");
    }

    @Test
    void oneCommandAtATime() {
        receive(message("irc.example.org", "chat", "<body>never</body>"));
        assertThat(say("echo x")).contains("never is still at work");
        assertThat(say("cancel")).isEqualTo("Canceled.");
    }

    @Test
    void failuresAreTold() {
        assertThat(say("refused")).isEqualTo("Not today.");
        assertThat(say("broken")).contains("its log has the reason");
    }

    @Test
    void theAnswerKeepsTheThreadAndTheType() {
        receive(message("irc.example.org", "chat", "<thread>t1</thread><body>help</body>"));
        Element answer = take();
        assertThat(answer.elementText("thread")).isEqualTo("t1");
        assertThat(answer.attributeValue("type")).isEqualTo("chat");
        assertThat(answer.attributeValue("id")).isNotEmpty().isNotEqualTo("m1");
        assertThat(answer.attributeValue("to")).isEqualTo(ALICE);
    }

    private String say(String text) {
        return saidBy(ALICE, text);
    }

    private String saidBy(String from, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        receive(
                "<message type='chat' id='m1' from='"
                        + from
                        + "' to='irc.example.org'><body>"
                        + escaped
                        + "</body></message>");
        return Objects.requireNonNull(take().elementText("body"));
    }
}
