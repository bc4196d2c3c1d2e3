package im.isthmus.core.backend.term;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in what was said in a room.
 *
 * @param legacyId the network's name of the message there; null if it is not known
 * @param time when that was said
 */
public record HistoryPoint(@Nullable String legacyId, Instant time) {}
