package im.isthmus.irc.settings;

/** How people on IRC, which has no corrections (XEP-0308), are told of one. */
public enum Corrections {
    /** {@code * the right words}, as people write it there. */
    WORDS,
    /** {@code s/wrong/right/}, as people who know it from editors write it there. */
    SED,
    /** Not at all: the user is told that it cannot be. */
    OFF
}
