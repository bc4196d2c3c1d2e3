package im.isthmus.core.access;

import im.isthmus.core.text.Text;

/** What a stanza can be too many of; each is counted. */
public enum Limit {
    STANZAS("You send too much. Wait {0} seconds."),
    MESSAGES("You send too many messages. Wait {0} seconds."),
    JOINS("You enter rooms too fast. Wait {0} seconds."),
    REGISTRATIONS("You register too often. Wait {0} seconds."),
    ALL_STANZAS("The gateway is busy. Wait {0} seconds."),
    ALL_MESSAGES("The gateway is busy. Wait {0} seconds."),
    ALL_JOINS("The gateway is busy. Wait {0} seconds."),
    ALL_REGISTRATIONS("Too many people register now. Wait {0} seconds."),
    SESSIONS("Too many people use the gateway now. Wait {0} seconds."),
    ROOMS("You are in too many rooms. Leave another one first."),
    CONTACTS("You have too many contacts. Remove another one first."),
    QUEUE("You send faster than this can be handled. Wait {0} seconds."),
    /** Not a limit that the user is told about: answers to what is refused. */
    REFUSALS("");

    private final String pattern;

    Limit(String pattern) {
        this.pattern = pattern;
    }

    /** What to tell the user. */
    Text text(long seconds) {
        return Text.of(pattern, seconds);
    }
}
