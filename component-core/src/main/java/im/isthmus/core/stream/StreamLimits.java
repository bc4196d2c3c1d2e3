package im.isthmus.core.stream;

import im.isthmus.core.stream.xml.ReaderLimits;

/**
 * How much of anything the stream takes.
 *
 * @param stanzaBytes the largest stanza, in and out, in bytes of UTF-8. A larger one coming in is
 *     skipped and answered with policy-violation, and only one 32 times as large ends the link; a
 *     larger one going out is refused, as servers close the stream for it
 * @param depth how deep elements nest, the stanza itself being 1
 * @param attributes how many attributes and namespace declarations one element has
 * @param outgoingBytes when so many bytes wait to be written, senders wait
 * @param parserBytes after so many bytes the parser is replaced, since its tables only grow
 * @param parserNames after so many names not seen lately the parser is replaced
 */
public record StreamLimits(
        int stanzaBytes,
        int depth,
        int attributes,
        int outgoingBytes,
        long parserBytes,
        int parserNames) {
    /** 512 kB a stanza, as Prosody's {@code component_stanza_size_limit}. */
    public static final StreamLimits DEFAULT =
            new StreamLimits(512 * 1024, 100, 256, 4 * 1024 * 1024, 64L * 1024 * 1024, 2000);

    /**
     * @throws IllegalArgumentException if a limit is not positive
     */
    public StreamLimits {
        if (stanzaBytes < 1
                || depth < 1
                || attributes < 1
                || outgoingBytes < 1
                || parserBytes < 1
                || parserNames < 1) {
            throw new IllegalArgumentException("a limit must be at least 1");
        }
    }

    /** With another largest stanza. */
    public StreamLimits withStanzaBytes(int bytes) {
        return new StreamLimits(bytes, depth, attributes, outgoingBytes, parserBytes, parserNames);
    }

    public ReaderLimits reading() {
        return new ReaderLimits(stanzaBytes, depth, attributes, parserBytes, parserNames);
    }
}
