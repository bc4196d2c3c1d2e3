package im.isthmus.core.command;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.command.Command;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** The commands of a gateway in both of their forms. */
public final class Commands {
    private final AdHoc adHoc;
    private final Chat chat;

    /**
     * One table for both.
     *
     * @param all nodes and words are unique
     * @param permitted who may use the gateway, by bare JID
     * @param admins who administers it, by bare JID
     */
    public Commands(
            List<Command> all,
            Backend backend,
            Predicate<Jid> permitted,
            Predicate<Jid> admins,
            InstantSource clock,
            Owners owners) {
        CommandTable table = new CommandTable(all, backend, permitted, admins);
        this.adHoc = new AdHoc(table, clock, owners);
        this.chat = new Chat(table, backend, clock, owners);
    }

    /** For clients that know ad-hoc commands. */
    public AdHoc adHoc() {
        return adHoc;
    }

    /** For everybody else. */
    public Chat chat() {
        return chat;
    }

    /** Ends what nobody went on with; to be called now and then, by any thread. */
    public void expire() {
        adHoc.expire();
        chat.expire();
    }
}
