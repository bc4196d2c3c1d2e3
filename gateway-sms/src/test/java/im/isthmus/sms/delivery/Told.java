package im.isthmus.sms.delivery;

import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.testing.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What users would have been told. */
final class Told implements Notices {
    private final List<String> all = new CopyOnWriteArrayList<>();

    List<String> all() {
        return all;
    }

    void await(String what) {
        Await.until(what, () -> all.contains(what), all::toString);
    }

    void awaitStart(String start, String end) {
        Await.until(
                start + end,
                () -> all.stream().anyMatch(one -> one.startsWith(start) && one.endsWith(end)),
                all::toString);
    }

    @Override
    public void accepted(OutboxMessage message) {
        all.add("accepted " + message.id());
    }

    @Override
    public void delayed(OutboxMessage message, String why) {
        all.add("delayed " + message.id());
    }

    @Override
    public void ended(OutboxMessage message) {
        all.add("ended " + message.id() + " " + message.state());
    }

    @Override
    public void received(InboxMessage message) {
        all.add("received " + message.text());
    }

    @Override
    public void health(String account, boolean inTrouble) {
        all.add("health " + account + (inTrouble ? " down" : " up"));
    }
}
