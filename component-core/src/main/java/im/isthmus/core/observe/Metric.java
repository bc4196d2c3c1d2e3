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
            "Users' connections to legacy networks that are up");

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
