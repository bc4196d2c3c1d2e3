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
     * A part of a message to one of the account's numbers; the others come apart from it.
     *
     * @param reference the same for all parts
     * @param total of parts
     * @param number of this part, from 1
     */
    record ReceivedPart(String from, String to, int reference, int total, int number, String text)
            implements SmsReport {
        /** The same, to that number. */
        public ReceivedPart to(String number) {
            return new ReceivedPart(from, number, reference, total, this.number, text);
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
     * @param failure null unless it failed
     * @param otherForms of the id, where a provider may spell it differently at times
     * @param peer whom the message went to, as the provider writes it; empty if it does not say.
     *     Other forms of an id may be the id of another message, which went to somebody else
     */
    record Progress(
            String id,
            String ours,
            Stage stage,
            @Nullable SmsFailure failure,
            List<String> otherForms,
            String peer)
            implements SmsReport {
        public Progress {
            otherForms = List.copyOf(otherForms);
        }

        /** No failure. */
        public static Progress of(String id, String ours, Stage stage) {
            return new Progress(id, ours, stage, null, List.of(), "");
        }

        /** The same, with other spellings of the id, and to whom the message went. */
        public Progress withOtherForms(List<String> forms, String to) {
            return new Progress(id, ours, stage, failure, forms, to);
        }

        /** The same, with our id. */
        public Progress withOurs(String other) {
            return new Progress(id, other, stage, failure, otherForms, peer);
        }

        /** The end of it. */
        public static Progress failed(String id, String ours, SmsFailure failure) {
            return new Progress(id, ours, Stage.FAILED, failure, List.of(), "");
        }
    }

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
