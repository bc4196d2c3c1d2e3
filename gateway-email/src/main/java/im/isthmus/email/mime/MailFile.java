package im.isthmus.email.mime;

/** A file that came with a mail. */
public final class MailFile {
    private final String name;
    private final String mediaType;
    private final String contentId;
    private final boolean inline;
    private final byte[] bytes;

    /**
     * A file.
     *
     * @param name safe to be shown
     * @param mediaType such as {@code image/png}
     * @param contentId by which the text shows it; empty if it does not
     * @param inline whether it is part of the text
     */
    MailFile(String name, String mediaType, String contentId, boolean inline, byte[] bytes) {
        this.name = name;
        this.mediaType = mediaType;
        this.contentId = contentId;
        this.inline = inline;
        this.bytes = bytes;
    }

    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    /** By which the text shows it; empty if it does not. */
    public String contentId() {
        return contentId;
    }

    /** Whether it is part of the text. */
    public boolean isInline() {
        return inline;
    }

    /** Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return name + " (" + mediaType + ", " + bytes.length + " bytes)";
    }
}
