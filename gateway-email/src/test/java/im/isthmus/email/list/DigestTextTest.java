package im.isthmus.email.list;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.text.Language;
import im.isthmus.email.store.list.DigestEntries.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTextTest {
    @Test
    void mailsOfOneSubjectStandTogether() {
        assertThat(
                        DigestText.of(
                                List.of(
                                        entry(1, "Ann", "Tea", "green"),
                                        entry(2, "Ben", "Coffee", "black"),
                                        entry(3, "Cid", "Re: Tea", "")),
                                Language.ENGLISH))
                .isEqualTo("3 mails\n\nTea (2)\nAnn: green\nCid\n\nCoffee\nBen: black");
    }

    @Test
    void whatDoesNotFitIsCounted() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            entries.add(entry(i, "Ann", "Subject " + i, "x".repeat(280)));
        }
        String text = DigestText.of(entries, Language.ENGLISH);
        assertThat(text.length()).isLessThan(8100);
        assertThat(text).startsWith("1000 mails").endsWith("more are not shown.]");
    }

    private static Entry entry(long mail, String author, String subject, String excerpt) {
        return new Entry(mail, Instant.EPOCH, author, subject, excerpt);
    }
}
