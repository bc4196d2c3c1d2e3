package im.isthmus.irc.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlashCommandTest {
    @ParameterizedTest
    @CsvSource({
        "/mode, MODE|#c",
        "/mode +v romeo, MODE|#c|+v|romeo",
        "/MODE  +o   romeo, MODE|#c|+o|romeo",
        "/mode #other +m, MODE|#other|+m",
        "/names, NAMES|#c",
        "/names #other, NAMES|#other",
        "/who, WHO|#c",
        "/whois romeo, WHOIS|romeo",
        "/ops who is this?, PRIVMSG|@#c|who is this?",
        "/ops, PRIVMSG|@#c|",
        "/topic Two households, TOPIC|#c|Two households",
        "/topic, TOPIC|#c",
        "/invite romeo, INVITE|romeo|#c",
        "/invite romeo #other, INVITE|romeo|#other",
        "/kick romeo go away, KICK|#c|romeo|go away",
        "/op romeo tybalt, MODE|#c|+oo|romeo|tybalt",
        "/ban *!*@verona, MODE|#c|+b|*!*@verona",
        "/ban, MODE|#c|+b",
        "/devoice romeo, MODE|#c|-v|romeo",
        "/msg NickServ identify secret, PRIVMSG|NickServ|identify secret"
    })
    void whatIsTypedIsALineOfIrc(String typed, String line) {
        SlashCommand command = Objects.requireNonNull(SlashCommand.parse(typed, "#c"));
        assertThat(command.command() + '|' + String.join("|", command.params())).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/me sighs", "/usr/bin", "/", "//mode", "mode", "/modest", "/mode\n+o x"})
    void whatIsNoCommandIsSaid(String said) {
        assertThat(SlashCommand.parse(said, "#c")).isNull();
    }

    @Test
    void whatIsForSomebodyElseAloneIsNotRepeated() {
        String typed = "/msg NickServ identify secret";
        assertThat(Objects.requireNonNull(SlashCommand.parse(typed, "#c")).shown())
                .isEqualTo("/msg NickServ …");
    }
}
