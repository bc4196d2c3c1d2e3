package im.isthmus.core.feature;

import im.isthmus.core.stanza.StanzaException;

/** Answers one kind of iq request. Called by the owner of the requester's session. */
public interface IqHandler {
    /**
     * The answer to a request.
     *
     * @throws StanzaException becomes the error reply
     */
    Answer answer(IqRequest request) throws StanzaException;
}
