package im.isthmus.core.stream.xml;

/**
 * Finds where the top-level elements of a stream end by looking at tags, quotes, comments and CDATA
 * sections only. So an oversized stanza is skipped without parsing it, and the parser only ever
 * sees whole stanzas of a bounded size.
 *
 * <p>It is exact for well-formed XML; whether it is well-formed is the parser's business.
 */
final class StanzaFramer {
    /** What ended at {@link #position}. */
    enum Cut {
        /** Nothing; all bytes were looked at. */
        MORE,
        /** An XML declaration or a comment outside of stanzas. */
        NOISE,
        /** The start tag of the stream. */
        HEADER,
        STANZA,
        /** The end tag of the stream. */
        END
    }

    private enum State {
        TEXT,
        OPENED,
        START_TAG,
        SLASH,
        QUOTED,
        END_TAG,
        BANG,
        COMMENT_OPENING,
        COMMENT,
        CDATA_OPENING,
        CDATA,
        DECLARATION
    }

    private static final String CDATA_OPEN = "[CDATA[";

    private State state = State.TEXT;
    private int depth;
    private int position;
    private byte quote;
    private boolean beginning = true;
    private int deepest;
    private int attributes;
    private int mostAttributes;

    /**
     * How much of an opening or closing sequence such as {@code [CDATA[} or {@code --} was seen.
     */
    private int matched;

    /** Where the last {@link #next} stopped. */
    int position() {
        return position;
    }

    /** Whether something has begun that has not ended at {@link #position}. */
    boolean isInside() {
        return depth > 1 || state != State.TEXT;
    }

    /** How deep elements nested in what ended last, the stanza itself being 1. */
    int deepest() {
        return deepest;
    }

    /** The most attributes, namespace declarations included, of an element in what ended last. */
    int mostAttributes() {
        return mostAttributes;
    }

    /**
     * Looks on until something ends.
     *
     * @throws RefusedXmlException for a DOCTYPE, a processing instruction or text between stanzas
     */
    Cut next(byte[] bytes, int from, int to) throws RefusedXmlException {
        if (beginning) {
            beginning = false;
            deepest = 0;
            mostAttributes = 0;
        }
        int i = from;
        while (true) {
            i = skip(bytes, i, to);
            if (i == to) {
                position = to;
                return Cut.MORE;
            }
            Cut cut = step(bytes[i++]);
            if (cut != Cut.MORE) {
                beginning = true;
                position = i;
                return cut;
            }
        }
    }

    /** Passes over the bytes that cannot change the state: nearly all of them. */
    private int skip(byte[] bytes, int from, int to) {
        return switch (state) {
            case TEXT -> depth > 1 ? find('<', bytes, from, to) : from;
            case START_TAG -> findInTag(bytes, from, to);
            case QUOTED -> findInQuotes(bytes, from, to);
            case END_TAG -> findInTag(bytes, from, to);
            case COMMENT -> matched == 0 ? find('-', bytes, from, to) : from;
            case CDATA -> matched == 0 ? find(']', bytes, from, to) : from;
            case OPENED, SLASH, BANG, COMMENT_OPENING, CDATA_OPENING, DECLARATION -> from;
        };
    }

    private static int find(int wanted, byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }

    private static int findInTag(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            byte b = bytes[i];
            if (b == '>' || b == '"' || b == '\'' || b == '/' || b == '<') {
                break;
            }
            i++;
        }
        return i;
    }

    private int findInQuotes(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != quote && bytes[i] != '<') {
            i++;
        }
        return i;
    }

    private Cut step(byte b) throws RefusedXmlException {
        return switch (state) {
            case TEXT -> text(b);
            case OPENED -> opened(b);
            case START_TAG -> startTag(b);
            case SLASH -> b == '>' ? elementEnded() : startTag(b);
            case QUOTED -> quoted(b);
            case END_TAG -> endTag(b);
            case BANG -> bang(b);
            case COMMENT_OPENING -> commentOpening(b);
            case CDATA_OPENING -> cdataOpening(b);
            case COMMENT -> closing(b, '-', State.COMMENT);
            case CDATA -> closing(b, ']', State.CDATA);
            case DECLARATION -> closing(b, '?', State.DECLARATION);
        };
    }

    private Cut become(State next) {
        state = next;
        matched = 0;
        return Cut.MORE;
    }

    private Cut text(byte b) throws RefusedXmlException {
        if (b == '<') {
            return become(State.OPENED);
        }
        if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            return Cut.MORE;
        }
        throw new RefusedXmlException("bad-format", "text outside of stanzas");
    }

    private Cut opened(byte b) throws RefusedXmlException {
        return switch (b) {
            case '/' -> become(State.END_TAG);
            case '!' -> become(State.BANG);
            case '?' -> {
                if (depth > 0) {
                    throw new RefusedXmlException("restricted-xml", "a processing instruction");
                }
                yield become(State.DECLARATION);
            }
            default -> {
                attributes = 0;
                deepest = Math.max(deepest, depth);
                yield startTag(b);
            }
        };
    }

    private Cut startTag(byte b) throws RefusedXmlException {
        return switch (b) {
            case '>' -> {
                depth++;
                state = State.TEXT;
                yield depth == 1 ? Cut.HEADER : Cut.MORE;
            }
            case '"', '\'' -> {
                quote = b;
                yield become(State.QUOTED);
            }
            case '/' -> become(State.SLASH);
            case '<' -> throw lost();
            default -> become(State.START_TAG);
        };
    }

    private Cut quoted(byte b) throws RefusedXmlException {
        if (b == '<') {
            throw lost();
        }
        attributes++;
        mostAttributes = Math.max(mostAttributes, attributes);
        return become(State.START_TAG);
    }

    private Cut endTag(byte b) throws RefusedXmlException {
        if (b == '<') {
            throw lost();
        }
        if (b != '>') {
            return Cut.MORE;
        }
        depth--;
        return elementEnded();
    }

    /** Nobody knows any more where the stanza ends. */
    private static RefusedXmlException lost() {
        return new RefusedXmlException("not-well-formed", "a tag inside of a tag");
    }

    /** At the end of an end tag, or of a start tag that is its own end tag. */
    private Cut elementEnded() throws RefusedXmlException {
        boolean empty = state == State.SLASH;
        state = State.TEXT;
        if (depth > 1) {
            return Cut.MORE;
        }
        if (depth == 1) {
            return Cut.STANZA;
        }
        if (depth == 0 && !empty) {
            return Cut.END;
        }
        throw new RefusedXmlException("bad-format", "a stream without content");
    }

    private Cut bang(byte b) throws RefusedXmlException {
        if (b == '-') {
            return become(State.COMMENT_OPENING);
        }
        if (b == '[' && depth > 1) {
            become(State.CDATA_OPENING);
            matched = 1;
            return Cut.MORE;
        }
        throw new RefusedXmlException("restricted-xml", "a document type declaration");
    }

    private Cut commentOpening(byte b) throws RefusedXmlException {
        if (b != '-') {
            throw new RefusedXmlException("restricted-xml", "a document type declaration");
        }
        return become(State.COMMENT);
    }

    private Cut cdataOpening(byte b) throws RefusedXmlException {
        if (b != CDATA_OPEN.charAt(matched)) {
            throw new RefusedXmlException("restricted-xml", "a conditional section");
        }
        matched++;
        return matched < CDATA_OPEN.length() ? Cut.MORE : become(State.CDATA);
    }

    /** Looks for the end of a section: two hyphens or brackets, or one question mark, then >. */
    private Cut closing(byte b, char closer, State section) {
        if (b == closer) {
            matched++;
            return Cut.MORE;
        }
        boolean ended = b == '>' && matched >= (section == State.DECLARATION ? 1 : 2);
        matched = 0;
        if (!ended) {
            return Cut.MORE;
        }
        state = State.TEXT;
        return depth > 1 ? Cut.MORE : Cut.NOISE;
    }
}
