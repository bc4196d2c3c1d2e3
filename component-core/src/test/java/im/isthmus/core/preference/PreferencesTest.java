package im.isthmus.core.preference;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreferencesTest {
    private static final Preference<Boolean> TEA = Preference.yesNo("tea", Text.key("Tea"), false);

    @Test
    void whatHoldsIsWhatWasStoredLast() throws Exception {
        Jid alice = Jid.parse("alice@example.org");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicReference<String> stored = new AtomicReference<>();
        Preferences preferences =
                new Preferences(
                        List.of(TEA),
                        List.of(),
                        (_, values) -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            stored.set(String.valueOf(values.get("tea")));
                            LockSupport.parkNanos(1); // others would come
                            inside.decrementAndGet();
                        });
        CompletableFuture.allOf(
                        IntStream.range(0, 1000)
                                .mapToObj(i -> preferences.set(alice, Map.of("tea", "" + i)))
                                .toArray(CompletableFuture[]::new))
                .get();
        assertThat(most).hasValue(1);
        assertThat(preferences.stored(alice, TEA)).isEqualTo(stored.get());
    }
}
