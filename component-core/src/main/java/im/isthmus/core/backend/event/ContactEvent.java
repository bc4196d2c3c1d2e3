package im.isthmus.core.backend.event;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.IncomingFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a network tells about the user's contacts there. */
public sealed interface ContactEvent extends LegacyEvent {
    /** All contacts there are: what is not among them is no contact any more. */
    record ContactsListed(List<Listed> contacts) implements ContactEvent {
        public ContactsListed {
            contacts = List.copyOf(contacts);
        }
    }

    /** One of {@link ContactsListed}. */
    record Listed(LegacyContact contact, Profile profile) {}

    /** There is a contact, new or with another profile. */
    record ContactChanged(LegacyContact contact, Profile profile) implements ContactEvent {}

    /** There is a contact no longer. */
    record ContactRemoved(LegacyContact contact) implements ContactEvent {}

    /** A contact came, went, or says something else about it. */
    record ContactPresence(LegacyContact contact, Status status) implements ContactEvent {}

    /** Somebody wants to have the user as a contact. */
    record ContactRequested(LegacyContact contact, Profile profile, String text)
            implements ContactEvent {}

    /** The user may see the presence of a contact now. */
    record ContactAccepted(LegacyContact contact) implements ContactEvent {}

    /** The user may not see the presence of a contact, or no longer. */
    record ContactRefused(LegacyContact contact, String text) implements ContactEvent {}

    /** Answers {@link ContactAction.FetchProfile}. */
    record ProfileFetched(LegacyContact contact, MessageRef ref, Profile profile)
            implements ContactEvent {}

    /**
     * Answers {@link PersonAction.AskSoftware}.
     *
     * @param software in their own words
     */
    record SoftwareTold(MessageRef ref, String software) implements ContactEvent {}

    /**
     * Who somebody is.
     *
     * @param name for people; null if the network has none
     * @param groups in the user's list there
     * @param avatar null if there is none
     * @param details more, by name of the vCard4 property in lower case, such as {@code tel},
     *     {@code email}, {@code note}
     * @param facts what the network says about them now, beyond a business card
     */
    record Profile(
            @Nullable String name,
            List<String> groups,
            @Nullable Avatar avatar,
            List<Detail> details,
            List<Fact> facts) {
        public Profile {
            groups = List.copyOf(groups);
            details = List.copyOf(details);
            facts = List.copyOf(facts);
        }

        /** Of whom no more is known than what a business card has. */
        public Profile(
                @Nullable String name,
                List<String> groups,
                @Nullable Avatar avatar,
                List<Detail> details) {
            this(name, groups, avatar, details, List.of());
        }

        /** What lasts of it. */
        public Profile withoutFacts() {
            return facts.isEmpty() ? this : new Profile(name, groups, avatar, details);
        }

        /** Only a name. */
        public static Profile named(@Nullable String name) {
            return new Profile(name, List.of(), null, List.of());
        }
    }

    /** One line of a business card. */
    record Detail(String property, String value) {}

    /**
     * Something about somebody, shown in service discovery (XEP-0128).
     *
     * @param name for programs: a word
     * @param label for people: a literal, translated when shown
     */
    record Fact(String name, String label, List<String> values) {
        public Fact {
            values = List.copyOf(values);
        }
    }

    /**
     * A picture of somebody.
     *
     * @param key changes when the picture does, such as an ETag or a hash; pictures are fetched
     *     only when it is new
     * @param url where it is, for the guarded fetcher; hostile until that has it. Null if the
     *     backend has it itself
     * @param bytes the picture, if the backend has it itself; opened only when the key is new
     */
    record Avatar(String key, @Nullable String url, IncomingFile.@Nullable Source bytes) {
        /** One on the web. */
        public Avatar(String key, String url) {
            this(key, url, null);
        }

        /** One that the backend has itself. */
        public Avatar(String key, IncomingFile.Source bytes) {
            this(key, null, bytes);
        }
    }

    /**
     * Availability as shown by a contact (RFC 6121 section 4.7.2, XEP-0319).
     *
     * @param text what they say about it; may be empty
     * @param idleSince when they were last seen at it; null if unknown
     */
    record Status(Show show, String text, java.time.@Nullable Instant idleSince) {}

    /** The values of presence. */
    enum Show {
        OFFLINE,
        ONLINE,
        CHAT,
        AWAY,
        XA,
        DND
    }
}
