package im.isthmus.core.stream;

/**
 * Counters of one {@link ComponentStream} since it was made, taken at one moment.
 *
 * @param connected whether stanzas can be sent
 * @param connections how often the handshake succeeded; one less is the number of reconnects
 * @param stanzasIn stanzas and other top-level elements read, refused ones included
 * @param stanzasRefused stanzas skipped because of a limit or because they were not well-formed
 * @param bytesIn bytes read, without TLS
 * @param bytesOut bytes written, without TLS
 * @param bytesQueued bytes waiting to be written now
 * @param parserRotations how often the parser was replaced to bound its memory
 * @param requestsPending requests of ours that wait for their answer now
 */
public record StreamStatistics(
        boolean connected,
        long connections,
        long stanzasIn,
        long stanzasOut,
        long stanzasRefused,
        long bytesIn,
        long bytesOut,
        long bytesQueued,
        long parserRotations,
        int requestsPending) {}
