package im.isthmus.email.smtp.relay;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A way to hand mails over to a mail server. Used by one thread at a time. */
public interface Carrier extends AutoCloseable {
    /**
     * Hands a mail over; says for each recipient what became of it.
     *
     * @param mail a file that has it
     * @throws UncheckedIOException if there is none
     */
    RelayResult send(RelayClient.Parcel parcel, Path mail);

    @Override
    void close();
}
