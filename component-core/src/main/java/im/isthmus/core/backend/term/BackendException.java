package im.isthmus.core.backend.term;

import im.isthmus.core.backend.BackendSession;

/** Carries a {@link BackendFailure} out of {@link BackendSession#handle}. */
public final class BackendException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient BackendFailure failure;

    public BackendException(BackendFailure failure) {
        super(failure.text(), null, false, false);
        this.failure = failure;
    }

    public BackendFailure failure() {
        return failure;
    }
}
