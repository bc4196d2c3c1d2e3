package im.isthmus.email.smtp;

import im.isthmus.email.address.MailAddress;
import org.jspecify.annotations.Nullable;

/** Decides about mail that is brought to us. Called by many threads at once; may take its time. */
public interface MailHandler {
    /**
     * Whether there is such a recipient.
     *
     * @param sender null for the null sender
     * @return positive if so
     */
    Reply recipient(@Nullable MailAddress sender, MailAddress recipient);

    /**
     * Takes responsibility for a mail, for all of its recipients or for none.
     *
     * @return positive only once nothing but a broken disk can lose it
     */
    Reply accept(Envelope envelope, byte[] message);
}
