package im.isthmus.email.smtp;

import im.isthmus.email.address.MailAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From whom a mail comes and whom it is for, as the mail server that brings it says.
 *
 * @param sender null for the null sender, as reports have it
 * @param envelopeId ENVID of RFC 3461, still encoded; empty if there is none
 */
public record Envelope(
        @Nullable MailAddress sender, String envelopeId, List<EnvelopeRecipient> recipients) {
    public Envelope {
        recipients = List.copyOf(recipients);
    }

    /**
     * One whom a mail is for.
     *
     * @param address as written
     * @param notifySuccess whether the sender wants to hear when it was delivered (RFC 3461)
     * @param original ORCPT of RFC 3461, still encoded; empty if there is none
     */
    public record EnvelopeRecipient(MailAddress address, boolean notifySuccess, String original) {}

    Envelope with(EnvelopeRecipient recipient) {
        List<EnvelopeRecipient> more = new ArrayList<>(recipients);
        more.add(recipient);
        return new Envelope(sender, envelopeId, more);
    }
}
