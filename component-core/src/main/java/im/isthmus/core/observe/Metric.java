package im.isthmus.core.observe;

/** Everything that is measured, for each gateway; the one list of names. */
public enum Metric {
    STREAM_UP(Kind.GAUGE, "isthmus_stream_up", "1 while stanzas can be sent to the XMPP server"),
    STREAM_CONNECTIONS(
            Kind.COUNTER,
            "isthmus_stream_connections",
            "Successful handshakes with the XMPP server; all but the first are reconnects"),
    STANZAS_IN(Kind.COUNTER, "isthmus_stanzas_in", "Stanzas received from the XMPP server"),
    STANZAS_OUT(Kind.COUNTER, "isthmus_stanzas_out", "Stanzas sent to the XMPP server"),
    STANZAS_REFUSED(
            Kind.COUNTER, "isthmus_stanzas_refused", "Stanzas over a limit or not well-formed"),
    STREAM_QUEUED_BYTES(
            Kind.GAUGE, "isthmus_stream_queued_bytes", "Bytes that wait to be sent to the server"),
    REQUESTS_PENDING(
            Kind.GAUGE, "isthmus_requests_pending", "Own requests that wait for their answer"),
    SESSIONS(Kind.GAUGE, "isthmus_sessions", "Users with a running session"),
    SESSION_QUEUED(
            Kind.GAUGE, "isthmus_session_queued", "Stanzas and tasks that wait in the sessions"),
    BACKEND_CONNECTIONS(
            Kind.GAUGE,
            "isthmus_backend_connections",
            "Users' connections to legacy networks that are up"),
    BACKEND_WAITING(
            Kind.GAUGE,
            "isthmus_backend_waiting",
            "Mails or text messages that no legacy network has yet, at the last look"),
    LIMITED_STANZAS(
            Kind.COUNTER,
            "isthmus_limited_stanzas",
            "Stanzas refused because one user sent too many"),
    LIMITED_MESSAGES(
            Kind.COUNTER,
            "isthmus_limited_messages",
            "Messages refused because one user sent too many"),
    LIMITED_JOINS(
            Kind.COUNTER,
            "isthmus_limited_joins",
            "Joins refused because one user entered rooms too fast"),
    LIMITED_REGISTRATIONS(
            Kind.COUNTER,
            "isthmus_limited_registrations",
            "Registrations refused because one user tried too often"),
    LIMITED_ALL_STANZAS(
            Kind.COUNTER,
            "isthmus_limited_all_stanzas",
            "Stanzas refused because all users together sent too many"),
    LIMITED_ALL_MESSAGES(
            Kind.COUNTER,
            "isthmus_limited_all_messages",
            "Messages refused because all users together sent too many"),
    LIMITED_ALL_JOINS(
            Kind.COUNTER,
            "isthmus_limited_all_joins",
            "Joins refused because all users together entered rooms too fast"),
    LIMITED_ALL_REGISTRATIONS(
            Kind.COUNTER,
            "isthmus_limited_all_registrations",
            "Registrations refused because there were too many"),
    LIMITED_SESSIONS(
            Kind.COUNTER,
            "isthmus_limited_sessions",
            "Stanzas refused because too many people used the gateway"),
    LIMITED_ROOMS(
            Kind.COUNTER,
            "isthmus_limited_rooms",
            "Joins refused because the user was in too many rooms"),
    LIMITED_CONTACTS(
            Kind.COUNTER,
            "isthmus_limited_contacts",
            "Contacts refused because the user had too many"),
    LIMITED_QUEUE(
            Kind.COUNTER,
            "isthmus_limited_queue",
            "Stanzas refused because too much of the user's was waiting"),
    LIMITED_REFUSALS(
            Kind.COUNTER,
            "isthmus_limited_refusals",
            "Refusals that the sender was not even told about");

    /** How values develop. */
    enum Kind {
        /** Up and down. */
        GAUGE,
        /** Only up. */
        COUNTER
    }

    private final Kind kind;
    private final String title;
    private final String help;

    Metric(Kind kind, String title, String help) {
        this.kind = kind;
        this.title = title;
        this.help = help;
    }

    Kind kind() {
        return kind;
    }

    String title() {
        return title;
    }

    String help() {
        return help;
    }
}
