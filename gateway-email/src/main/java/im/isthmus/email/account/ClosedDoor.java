package im.isthmus.email.account;

import im.isthmus.email.smtp.relay.Carrier;
import im.isthmus.email.smtp.relay.RelayClient.Parcel;
import im.isthmus.email.smtp.relay.RelayResult;
import im.isthmus.email.smtp.relay.RelayResult.Answer;
import java.nio.file.Path;

/** A server that nobody gets into now: mails wait. */
record ClosedDoor(String why) implements Carrier {
    @Override
    public RelayResult send(Parcel parcel, Path mail) {
        return RelayResult.all(parcel.recipients(), new Answer(454, "4.7.0", why));
    }

    @Override
    public void close() {
        // It was never open.
    }
}
