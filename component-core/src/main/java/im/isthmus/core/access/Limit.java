package im.isthmus.core.access;

import im.isthmus.core.text.Text;

/** What a stanza can be too many of; each is counted. */
public enum Limit {
    STANZAS(Text.key("You send too much. Wait {0} seconds.")),
    MESSAGES(Text.key("You send too many messages. Wait {0} seconds.")),
    JOINS(Text.key("You enter rooms too fast. Wait {0} seconds.")),
    REGISTRATIONS(Text.key("You register too often. Wait {0} seconds.")),
    ALL_STANZAS(Text.key("The gateway is busy. Wait {0} seconds.")),
    ALL_MESSAGES(Text.key("The gateway is busy. Wait {0} seconds.")),
    ALL_JOINS(Text.key("The gateway is busy. Wait {0} seconds.")),
    ALL_REGISTRATIONS(Text.key("Too many people register now. Wait {0} seconds.")),
    SESSIONS(Text.key("Too many people use the gateway now. Wait {0} seconds.")),
    ROOMS(Text.key("You are in too many rooms. Leave another one first.")),
    CONTACTS(Text.key("You have too many contacts. Remove another one first.")),
    QUEUE(Text.key("You send faster than this can be handled. Wait {0} seconds.")),
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
