package im.isthmus.core.backend;

import im.isthmus.core.address.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Ties an answer of the legacy side to the very stanza it is about.
 *
 * @param sender the full JID that sent it; errors go there
 * @param id the stanza's id; null if the client gave none
 * @param originId XEP-0359 origin-id, if any
 */
public record MessageRef(Jid sender, @Nullable String id, @Nullable String originId) {}
