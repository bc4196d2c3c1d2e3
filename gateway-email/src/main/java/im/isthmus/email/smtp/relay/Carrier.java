package im.isthmus.email.smtp.relay;

/** A way to hand mails over to a mail server. Used by one thread at a time. */
public interface Carrier extends AutoCloseable {
    /** Hands a mail over; says for each recipient what became of it. Never throws. */
    RelayResult send(RelayClient.Parcel parcel, byte[] mail);

    @Override
    void close();
}
