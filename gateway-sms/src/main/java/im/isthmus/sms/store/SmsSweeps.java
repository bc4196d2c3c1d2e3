package im.isthmus.sms.store;

import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.Swept;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What is forgotten with time: messages that ended, and who calls them what. */
final class SmsSweeps {
    static final List<Swept> ALL = List.of(SmsSweeps::outbox, SmsSweeps::inbox, SmsSweeps::usage);

    private SmsSweeps() {}

    /** Messages that the provider never reported the end of are forgotten too. */
    private static int outbox(Handle handle, Instant now, RetentionConfig keep, int atMost) {
        String old =
                " IN (SELECT id FROM sms_outbox WHERE since < ? AND state IN ('ACCEPTED',"
                        + " 'DELIVERED', 'FAILED', 'UNKNOWN') ORDER BY since, id LIMIT ?)";
        long before = now.minus(keep.messages()).toEpochMilli();
        handle.execute("DELETE FROM sms_part WHERE message" + old, before, atMost);
        return handle.execute("DELETE FROM sms_outbox WHERE id" + old, before, atMost);
    }

    private static int inbox(Handle handle, Instant now, RetentionConfig keep, int atMost) {
        return handle.execute(
                "DELETE FROM sms_inbox WHERE id IN"
                        + " (SELECT id FROM sms_inbox WHERE since < ? LIMIT ?)",
                now.minus(keep.messages()).toEpochMilli(),
                atMost);
    }

    private static int usage(Handle handle, Instant now, RetentionConfig keep, int atMost) {
        String day = now.minus(keep.ids()).toString().substring(0, "2026-11-24".length());
        return handle.execute(
                "DELETE FROM sms_usage WHERE (user_jid, day, recipient, account) IN"
                        + " (SELECT user_jid, day, recipient, account FROM sms_usage"
                        + " WHERE day < ? LIMIT ?)",
                day,
                atMost);
    }
}
