package im.isthmus.sms.provider;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a provider tells us. */
public sealed interface SmsReport {
    /**
     * Somebody wrote to one of the account's numbers.
     *
     * @param id what the provider calls it
     * @param from as the provider writes it
     * @param to the account's number
     * @param others further recipients of a group message
     * @param time null means now
     */
    record Received(
            String id,
            String from,
            String to,
            List<String> others,
            String text,
            List<Media> media,
            @Nullable Instant time)
            implements SmsReport {
        public Received {
            others = List.copyOf(others);
            media = List.copyOf(media);
        }
    }

    /**
     * A file that came with a message.
     *
     * @param type as the provider says; empty if it does not
     */
    record Media(URI url, String type) {}

    /**
     * What became of a message of ours.
     *
     * @param id what the provider calls it; empty if only {@code ours} is known
     * @param ours the id of {@link OutgoingSms}; empty if the provider did not hand it back
     * @param code the provider's word for a failure; empty if there is none
     * @param order larger is later, of one message; 0 if the provider does not say
     */
    record Progress(String id, String ours, Stage stage, String code, String text, long order)
            implements SmsReport {}

    /** How far a message came; later ones do not go back. */
    enum Stage {
        QUEUED(0),
        SENT(1),
        DELIVERED(2),
        FAILED(2);

        private final int rank;

        Stage(int rank) {
            this.rank = rank;
        }

        /** Whether nothing more is expected. */
        public boolean isFinal() {
            return rank == 2;
        }

        /** Whether it is news after another stage. */
        public boolean follows(Stage other) {
            return rank > other.rank || (this == DELIVERED && other == FAILED);
        }
    }
}
