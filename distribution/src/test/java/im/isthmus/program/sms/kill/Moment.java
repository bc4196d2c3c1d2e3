package im.isthmus.program.sms.kill;

/** Where on a message's way the program is killed. */
enum Moment {
    /** At any time, also while it starts. */
    ANY,
    /** The provider is asked to send, and has not got it. */
    ASKED,
    /** The provider has it, and did not answer. */
    TAKEN,
    /** The provider's answer has just left. */
    ANSWERED,
    /** The provider is asked which messages it has. */
    LISTED,
    /** The provider calls with a message for a user. */
    CALLED,
    /** The provider was thanked for that call. */
    THANKED,
    /** The provider calls with a report about a message. */
    REPORTING,
    /** The provider was thanked for the report. */
    REPORTED
}
