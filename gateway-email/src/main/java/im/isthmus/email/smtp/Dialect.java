package im.isthmus.email.smtp;

/** What is spoken with a mail server that hands mail to us. */
public enum Dialect {
    /** RFC 5321: one answer for a whole mail. */
    SMTP,
    /** RFC 2033: one answer for each recipient. */
    LMTP
}
