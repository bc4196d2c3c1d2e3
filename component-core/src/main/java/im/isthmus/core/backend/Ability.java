package im.isthmus.core.backend;

/**
 * What a network can carry beyond plain text. What it cannot is not advertised for the address, and
 * refused with a reason when a client tries all the same.
 */
public enum Ability {
    /** It says when a message arrived (XEP-0184). */
    RECEIPTS,
    /** It says when a message was looked at, and passes on that the user did (XEP-0333). */
    DISPLAYED,
    /** XEP-0085. */
    CHAT_STATES,
    /** XEP-0308. */
    CORRECTIONS,
    /** XEP-0424. */
    RETRACTIONS,
    /** XEP-0425. */
    MODERATION,
    /** XEP-0444. */
    REACTIONS,
    /** Answers are tied to what they answer (XEP-0461). */
    REPLIES,
    /** Files go with messages (XEP-0066, XEP-0447); without it their addresses go as text. */
    ATTACHMENTS,
    /** Messages outside rooms have subjects. */
    SUBJECTS,
    /** One message to several (XEP-0033). */
    SEVERAL_RECIPIENTS,
    /** The address has presence that can be subscribed to. */
    PRESENCE,
    /** The room can be configured (XEP-0045 section 10.2). */
    CONFIGURATION,
    /** The room lists its affiliations (XEP-0045 section 9). */
    AFFILIATIONS,
    /** The network, or the gateway itself, lists its rooms (XEP-0045 section 6.3). */
    ROOM_LIST,
    /** People there can be pinged and asked what they use (XEP-0199, XEP-0092). */
    PERSON_QUERIES
}
