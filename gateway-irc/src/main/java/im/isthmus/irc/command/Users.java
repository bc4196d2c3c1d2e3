package im.isthmus.irc.command;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.network.Networks;
import im.isthmus.irc.settings.Corrections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The users who are on IRC now, for commands, which come from elsewhere than their sessions. */
public final class Users {
    private final ConcurrentHashMap<Jid, Links> present = new ConcurrentHashMap<>();
    private volatile @Nullable BackendContext context;

    /** From now on sessions can be reached. */
    public void start(BackendContext reached) {
        context = reached;
    }

    /** A session began; its links are touched by its owner only. */
    public void came(Jid user, Links links) {
        present.put(user, links);
    }

    /** Everybody who is on IRC now, by bare JID. */
    List<Jid> all() {
        return List.copyOf(present.keySet());
    }

    /** A session ended. */
    public void left(Jid user) {
        present.remove(user);
    }

    /**
     * What an address can carry for a user: as the network says to this user, else as it said to
     * the one who was there last. For the owner of the user's session.
     */
    public Set<Ability> abilities(Jid user, LegacyAddress address, Networks networks) {
        try {
            Links here = present.get(user);
            IrcLink link = here == null ? null : here.find(address);
            Set<Ability> abilities = EnumSet.noneOf(Ability.class);
            abilities.addAll(
                    link == null
                            ? networks.abilities(networks.parse(address).network())
                            : link.carrying().abilities());
            if (corrects(user, networks.corrections())) {
                abilities.add(Ability.CORRECTIONS);
            }
            return abilities;
        } catch (BackendException _) {
            return Set.of(); // no address of IRC
        }
    }

    private boolean corrects(Jid user, Preference<Corrections> preference) {
        BackendContext reached = context;
        Corrections how =
                reached == null
                        ? preference.reader().apply(preference.standard())
                        : reached.preference(user, preference);
        return how != Corrections.OFF;
    }

    /** Tells a user something, whether or not on IRC. */
    void tell(Jid user, LegacyEvent event) {
        BackendContext reached = context;
        if (reached != null) {
            reached.asUser(user, session -> session.publish(event));
        }
    }

    /** Asks or tells something about a user as the owner of the session; empty if not on IRC. */
    <T> CompletionStage<T> with(Jid user, Function<Optional<Links>, T> task) {
        BackendContext reached = context;
        CompletableFuture<T> result = new CompletableFuture<>();
        if (reached == null) {
            result.complete(task.apply(Optional.empty()));
            return result;
        }
        reached.asUser(
                user,
                _ -> {
                    try {
                        result.complete(task.apply(Optional.ofNullable(present.get(user))));
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }
}
