package im.isthmus.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void argumentsStandWhereThePatternSays() {
        assertThat(Text.of("{1} before {0}", "b", 2).english()).isEqualTo("2 before b");
    }

    @Test
    void aTextWithoutArgumentsIsTakenAsItStands() {
        assertThat(Text.of("it's {0} {}").english()).isEqualTo("it's {0} {}");
    }

    @Test
    void whatAnArgumentSaysIsNoPattern() {
        assertThat(Text.of("{0} and {1}", "{1}", "x").english()).isEqualTo("{1} and x");
        assertThat(Text.plain("{0}").english()).isEqualTo("{0}");
    }

    @Test
    void bracesThatStandForNothingStay() {
        assertThat(Text.of("{7} {x} {0", "a").english()).isEqualTo("{7} {x} {0");
    }

    @Test
    void aTextInATextIsPutIntoWordsToo() {
        assertThat(Text.of("<{0}>", Text.of("no {0}", "x")).english()).isEqualTo("<no x>");
    }

    @Test
    void aRegionIsSpokenToInItsLanguage() {
        assertThat(Language.of("de-AT")).isEqualTo(Language.GERMAN);
        assertThat(Language.of("EN")).isEqualTo(Language.ENGLISH);
        assertThat(Language.of("den")).isNull();
        assertThat(Language.of(null)).isNull();
    }

    @Test
    void aCatalogueHasOneEntryForEachPatternThatIsTranslated() {
        Map<String, String> entries =
                Catalogue.parse(
                        List.of(
                                "# a comment",
                                "msgid \"one\"",
                                "msgstr \"eins\"",
                                "",
                                "msgid \"\"",
                                "\"long \"",
                                "\"\\\"er\\\"\"",
                                "msgstr \"länger\\n\"",
                                "msgid \"none\"",
                                "msgstr \"\""));
        assertThat(entries)
                .containsOnly(Map.entry("one", "eins"), Map.entry("long \"er\"", "länger\n"));
    }

    @Test
    void aLineThatMakesNoSenseIsNoCatalogue() {
        assertThatThrownBy(() -> Catalogue.parse(List.of("msgid one")))
                .hasMessageContaining("msgid one");
    }
}
