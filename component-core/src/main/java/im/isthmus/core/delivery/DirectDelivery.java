package im.isthmus.core.delivery;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.stream.StanzaSink;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: for a backend that promises nothing and a gateway without a database. */
public final class DirectDelivery implements Delivery {
    private final StanzaSink out;

    /** Everything goes straight out. */
    public DirectDelivery(StanzaSink out) {
        this.out = out;
    }

    @Override
    public void send(Jid user, Element stanza) {
        out.send(stanza);
    }

    @Override
    public CompletableFuture<Void> keep(Jid user, Element stanza, @Nullable String legacyId) {
        out.send(stanza);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> report(Jid user, Element error, String note) {
        out.send(error);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void bounced(Jid user, Element error) {}

    @Override
    public void reachable(Jid user) {}

    @Override
    public void entrust(Jid user, SendMessage message, Jid recipient) {}

    @Override
    public void settled(Jid user, MessageRef ref) {}
}
