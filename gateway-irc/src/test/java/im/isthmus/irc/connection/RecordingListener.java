package im.isthmus.irc.connection;

import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.testing.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what a connection tells, for tests to wait for. */
final class RecordingListener implements IrcListener {
    private final List<IrcMessage> messages = new CopyOnWriteArrayList<>();
    private final List<CloseReason> ends = new CopyOnWriteArrayList<>();
    private volatile boolean registered;

    @Override
    public void registered() {
        registered = true;
    }

    @Override
    public void offerChanged() {}

    @Override
    public void received(IrcMessage message) {
        messages.add(message);
    }

    @Override
    public void closed(CloseReason reason) {
        ends.add(reason);
    }

    void awaitRegistered() {
        Await.until("registered", () -> registered, this::toString);
    }

    IrcMessage await(String command) {
        Await.until(command, () -> find(command) != null, this::toString);
        IrcMessage message = find(command);
        if (message == null) {
            throw new AssertionError(command);
        }
        return message;
    }

    CloseReason awaitEnd() {
        Await.until("end", () -> !ends.isEmpty(), this::toString);
        return ends.getFirst();
    }

    List<CloseReason> ends() {
        return ends;
    }

    List<IrcMessage> messages() {
        return messages;
    }

    boolean isRegistered() {
        return registered;
    }

    private @Nullable IrcMessage find(String command) {
        return messages.stream().filter(m -> m.command().equals(command)).findFirst().orElse(null);
    }

    @Override
    public String toString() {
        return "registered=" + registered + " " + messages + " " + ends;
    }
}
