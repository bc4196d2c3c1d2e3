package im.isthmus.core.stream;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stream.transport.Endpoint;

/**
 * Everything a {@link ComponentStream} needs to know.
 *
 * @param domain the component's address, a bare domain such as {@code irc.example.org}
 * @param secret what the server has configured for this component; never printed
 */
public record StreamConfig(
        Jid domain, String secret, Endpoint endpoint, StreamLimits limits, StreamTimings timings) {
    /**
     * @throws IllegalArgumentException if the domain has a localpart or a resourcepart
     */
    public StreamConfig {
        if (!domain.local().isEmpty() || domain.isFull()) {
            throw new IllegalArgumentException("a component's address is a domain, not " + domain);
        }
    }

    /** With the default limits and timings. */
    public static StreamConfig of(Jid domain, String secret, Endpoint endpoint) {
        return new StreamConfig(
                domain, secret, endpoint, StreamLimits.DEFAULT, StreamTimings.DEFAULT);
    }

    public StreamConfig withLimits(StreamLimits other) {
        return new StreamConfig(domain, secret, endpoint, other, timings);
    }

    public StreamConfig withTimings(StreamTimings other) {
        return new StreamConfig(domain, secret, endpoint, limits, other);
    }

    @Override
    public String toString() {
        return "StreamConfig[domain=" + domain + ", endpoint=" + endpoint + "]";
    }
}
