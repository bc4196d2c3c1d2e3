package im.isthmus.email.mime;

/** What has to be told about a mail beside what it says. */
public enum Note {
    /** It was not looked at to its end. */
    CUT,
    /** It is encrypted, and nobody here can read it. */
    ENCRYPTED,
    /** It is signed; the signature was not checked. */
    SIGNED,
    /** Parts of it are kept by somebody else, where its text says. */
    EXTERNAL
}
