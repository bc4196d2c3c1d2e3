package im.isthmus.core.stream.xml;

/**
 * What a {@link StanzaReader} takes, as explained at {@code StreamLimits}.
 *
 * @param stanzaBytes larger stanzas are skipped
 * @param depth how deep elements nest, the stanza itself being 1
 * @param attributes of one element, with its namespace declarations
 * @param parserBytes after so many the parser is replaced
 * @param parserNames after so many names not seen lately the parser is replaced
 */
public record ReaderLimits(
        int stanzaBytes, int depth, int attributes, long parserBytes, int parserNames) {
    /**
     * An oversized stanza still not at its end after so many bytes ends the stream: skipping costs
     * no memory, but everybody else's stanzas wait behind it.
     */
    long skippedBytes() {
        return 32L * stanzaBytes;
    }
}
