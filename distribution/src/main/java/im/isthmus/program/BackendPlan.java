package im.isthmus.program;

import im.isthmus.core.backend.Backend;
import im.isthmus.core.store.Store;

/** A backend whose configuration is read and right, and which can be made now. */
@FunctionalInterface
interface BackendPlan {
    /** Makes it; nothing connects before a user wants it. */
    Backend make(Store store);
}
