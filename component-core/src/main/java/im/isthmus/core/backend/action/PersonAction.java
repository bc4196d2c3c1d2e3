package im.isthmus.core.backend.action;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;

/**
 * A question to the program of somebody on the network. Asked only where there is {@link
 * Ability#PERSON_QUERIES}; each is answered once, by what its text says or by {@link
 * LegacyEvent.RequestFailed}.
 */
public sealed interface PersonAction extends UserAction {
    /** A contact, or somebody in a room. */
    LegacyAddressee whom();

    MessageRef ref();

    /** Are they there? Answered by {@link LegacyEvent.RequestDone}. */
    record PingPerson(LegacyAddressee whom, MessageRef ref) implements PersonAction {}

    /** What do they use? Answered by {@link ContactEvent.SoftwareTold}. */
    record AskSoftware(LegacyAddressee whom, MessageRef ref) implements PersonAction {}
}
