package im.isthmus.sms.delivery;

import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.OutboxMessage;

/** Who tells users what became of their messages, and gives them those that came in. */
public interface Notices {
    /** The provider has it. */
    void accepted(OutboxMessage message);

    /** It will take longer; the text says why. */
    void delayed(OutboxMessage message, String why);

    /** It arrived, failed, or nobody can find out. Told again after a restart until it was told. */
    void ended(OutboxMessage message);

    /** It came in. Given again after a restart until the core has it. */
    void received(InboxMessage message);

    /** An account came into trouble, or out of it. */
    void health(String account, boolean inTrouble);
}
