package im.isthmus.email.addressbook;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.email.addressbook.MultiStatus.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressBooksTest {
    @Test
    void cardsAreWantedThatAreNewOrHaveChanged() {
        List<Resource> told =
                List.of(
                        new Resource("/book/", false, "", ""),
                        new Resource("/book/same", false, "1", ""),
                        new Resource("/book/changed", false, "2", ""),
                        new Resource("/book/gone", true, "", ""),
                        new Resource("/book/new", false, "1", ""));
        Map<String, String> known =
                Map.of("/book/same", "1", "/book/changed", "1", "/book/gone", "1");
        assertThat(AddressBooks.wanted(told, known)).containsExactly("/book/changed", "/book/new");
    }

    @Test
    void aFullBookGrowsNoMoreHoweverOftenItIsRead() {
        Map<String, String> known =
                IntStream.range(0, 4999)
                        .boxed()
                        .collect(Collectors.toMap(i -> "/book/" + i, _ -> "1"));
        List<Resource> told =
                List.of(
                        new Resource("/book/a", false, "1", ""),
                        new Resource("/book/b", false, "1", ""),
                        new Resource("/book/7", false, "2", ""));
        assertThat(AddressBooks.wanted(told, known)).containsExactly("/book/a", "/book/7");
    }
}
