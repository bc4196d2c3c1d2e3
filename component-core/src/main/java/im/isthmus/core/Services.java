package im.isthmus.core;

import im.isthmus.core.attachment.FetchPolicy;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.store.Store;

/**
 * What the core has ready before a backend is made, and lends to it.
 *
 * @param store for the backend's own tables
 * @param fetcher for every file from an address that somebody else gave
 * @param media bounds on files
 */
public record Services(Store store, Fetcher fetcher, MediaConfig media) {
    /** With what the admin said about files. */
    public static Services of(Store store, MediaConfig media) {
        return new Services(store, new Fetcher(FetchPolicy.of(media)), media);
    }
}
