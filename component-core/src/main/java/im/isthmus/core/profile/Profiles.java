package im.isthmus.core.profile;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.SessionContext.Timer;
import im.isthmus.core.backend.action.ContactAction.FetchProfile;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.contact.ContactHost;
import im.isthmus.core.stanza.StanzaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who the people are that one user deals with: what the network said by itself, and what it says
 * when asked. Belongs to the owner of the user's session.
 */
public final class Profiles {
    /** How long somebody who asks waits for the network, and for a picture. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** More questions to the network at once than a person's client has. */
    private static final int MAX_QUESTIONS = 50;

    private static final int MAX_KNOWN = 1000;

    /** Pictures on their way; more are looked for when they are named again. */
    private static final int MAX_WANTED = 2000;

    /** Stands for no picture any more. */
    private static final Avatar NONE = new Avatar("", null, null);

    private final ContactHost host;
    private final Pictures pictures;
    private final Consumer<String> changed;
    private final Map<String, Question> byContact = new HashMap<>();
    private final Map<String, Avatar> wanted = new HashMap<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();
    private long questions;

    private final Map<String, Profile> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Profile> eldest) {
                    return size() > MAX_KNOWN;
                }
            };

    /** Something the network was asked, and who wants to know. */
    private record Question(String id, List<Asker> askers, Timer limit) {}

    /** Wants to know who somebody is. */
    @FunctionalInterface
    public interface Asker {
        /** This is who it is, as far as is known. */
        void told(Profile profile);

        /**
         * The network knows nobody of that name now.
         *
         * @param known what was known before, be it nothing
         */
        default void nobody(Profile known, StanzaException reason) {
            told(known);
        }
    }

    /**
     * Of the user of a session.
     *
     * @param changed is told the localpart of whom another picture is to be seen
     */
    public Profiles(ContactHost host, Pictures pictures, Consumer<String> changed) {
        this.host = host;
        this.pictures = pictures;
        this.changed = changed;
    }

    /** Whether something is still to be fetched or said. */
    public boolean isBusy() {
        return !byContact.isEmpty() || !wanted.isEmpty() || !waiting.isEmpty();
    }

    /** Takes note of what the network says about people. */
    public void handle(ContactEvent event) {
        switch (event) {
            case ContactEvent.ContactsListed listed ->
                    listed.contacts().forEach(each -> note(each.contact(), each.profile()));
            case ContactEvent.ContactChanged change -> note(change.contact(), change.profile());
            case ContactEvent.ContactRequested request ->
                    note(request.contact(), request.profile());
            case ContactEvent.ProfileFetched fetched -> {
                note(fetched.contact(), fetched.profile());
                Question question = byContact.get(fetched.contact().localpart());
                if (question != null && question.id().equals(fetched.ref().id())) {
                    answer(fetched.contact().localpart(), asker -> asker.told(fetched.profile()));
                }
            }
            case ContactEvent.ContactRemoved removed -> {
                known.remove(removed.contact().localpart());
                look(removed.contact().localpart(), null);
            }
            case ContactEvent.ContactPresence _,
                    ContactEvent.ContactAccepted _,
                    ContactEvent.ContactRefused _,
                    ContactEvent.SoftwareTold _ -> {}
        }
    }

    /**
     * Takes note that the network does not answer a question.
     *
     * @return whether it was one of ours
     */
    public boolean failed(MessageRef ref, StanzaException reason) {
        for (Map.Entry<String, Question> each : byContact.entrySet()) {
            if (each.getValue().id().equals(ref.id())) {
                Profile known = profile(each.getKey());
                answer(
                        each.getKey(),
                        asker -> {
                            if (isAbsence(reason)) {
                                asker.nobody(known, reason);
                            } else {
                                asker.told(known);
                            }
                        });
                return true;
            }
        }
        return false;
    }

    /**
     * Says who somebody is, later; as much as is known by then.
     *
     * @throws StanzaException if the network knows at once that there is no such person
     */
    public void ask(LegacyContact contact, Asker asker) throws StanzaException {
        String localpart = contact.localpart();
        Question running = byContact.get(localpart);
        if (running != null) {
            running.askers().add(asker);
            return;
        }
        if (byContact.size() >= MAX_QUESTIONS) {
            asker.told(profile(localpart));
            return;
        }
        String id = "profile-" + ++questions;
        Timer limit =
                host.schedule(
                        PATIENCE, () -> answer(localpart, each -> each.told(profile(localpart))));
        byContact.put(localpart, new Question(id, new ArrayList<>(List.of(asker)), limit));
        try {
            host.perform(new FetchProfile(contact, new MessageRef(host.user(), id, null)));
        } catch (StanzaException e) {
            limit.cancel();
            byContact.remove(localpart);
            if (!known.containsKey(localpart) && isAbsence(e)) {
                throw e;
            }
            asker.told(profile(localpart));
        }
    }

    /** Runs a task once the picture of somebody is there, or is not to be had in time. */
    public void whenPictured(String localpart, Runnable task) {
        if (!wanted.containsKey(localpart)) {
            task.run();
            return;
        }
        waiting.computeIfAbsent(localpart, _ -> new ArrayList<>()).add(task);
        host.schedule(PATIENCE, () -> release(localpart));
    }

    /** What is known about somebody. */
    private Profile profile(String localpart) {
        return known.getOrDefault(localpart, Profile.named(null));
    }

    private void answer(String localpart, Consumer<Asker> how) {
        Question question = byContact.remove(localpart);
        if (question != null) {
            question.limit().cancel();
            question.askers().forEach(how);
        }
    }

    private void note(LegacyContact contact, Profile profile) {
        known.put(contact.localpart(), profile.withoutFacts());
        look(contact.localpart(), profile.avatar());
    }

    /** Somebody or some room looks like this. */
    public void look(String localpart, @Nullable Avatar avatar) {
        Jid user = host.user();
        boolean full = wanted.size() >= MAX_WANTED && !wanted.containsKey(localpart);
        if (full || !pictures.isNews(user, localpart, avatar)) {
            return;
        }
        Avatar now = avatar == null ? NONE : avatar;
        if (wanted.put(localpart, now) == null) {
            fetch(localpart, now);
        }
    }

    /** One at a time for each person; of several that come meanwhile the last one counts. */
    private void fetch(String localpart, Avatar avatar) {
        Jid user = host.user();
        Thread.ofVirtual()
                .name("picture-" + user)
                .start(() -> {
                    boolean news =
                            pictures.update(user, localpart, avatar.equals(NONE) ? null : avatar);
                    host.later(() -> fetched(localpart, avatar, news));
                });
    }

    private void fetched(String localpart, Avatar avatar, boolean news) {
        if (news) {
            changed.accept(localpart);
        }
        if (wanted.remove(localpart, avatar)) {
            release(localpart);
            return;
        }
        Avatar newer = wanted.get(localpart);
        if (newer != null) {
            fetch(localpart, newer);
        }
    }

    private void release(String localpart) {
        List<Runnable> tasks = waiting.remove(localpart);
        if (tasks != null) {
            tasks.forEach(Runnable::run);
        }
    }

    private static boolean isAbsence(StanzaException e) {
        return switch (e.condition()) {
            case item_not_found, jid_malformed, gone -> true;
            default -> false;
        };
    }
}
