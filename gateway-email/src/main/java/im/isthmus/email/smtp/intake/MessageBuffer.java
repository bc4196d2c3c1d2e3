package im.isthmus.email.smtp.intake;

import java.io.ByteArrayOutputStream;

/** A mail while it comes in: bounded on its own and together with all others. */
public final class MessageBuffer implements AutoCloseable {
    /** Why a mail cannot be taken. */
    public enum Trouble {
        NONE,
        TOO_LARGE,
        NO_MEMORY
    }

    private final long limit;
    private final MemoryBudget.Share share;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private Trouble trouble = Trouble.NONE;

    public MessageBuffer(long limit, MemoryBudget.Share share) {
        this.limit = limit;
        this.share = share;
    }

    /** Takes more of it; once there is trouble, everything is thrown away. */
    void write(byte[] from, int offset, int length) {
        if (trouble != Trouble.NONE) {
            return;
        }
        long size = (long) bytes.size() + length;
        if (size > limit) {
            fail(Trouble.TOO_LARGE);
        } else if (!share.growTo(size)) {
            fail(Trouble.NO_MEMORY);
        } else {
            bytes.write(from, offset, length);
        }
    }

    public Trouble trouble() {
        return trouble;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    private void fail(Trouble what) {
        trouble = what;
        bytes.reset();
        share.close();
    }

    @Override
    public void close() {
        share.close();
    }
}
