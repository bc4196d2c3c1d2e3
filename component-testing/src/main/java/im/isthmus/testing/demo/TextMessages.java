package im.isthmus.testing.demo;

import im.isthmus.testing.client.XmppClient;

/** An XMPP user and a phone write to each other. */
final class TextMessages {
    private final XmppClient alice;
    private final Transcript transcript;
    private final String phone;

    /**
     * @param phone as XMPP calls it
     */
    TextMessages(XmppClient alice, Transcript transcript, String phone) {
        this.alice = alice;
        this.transcript = transcript;
        this.phone = phone;
    }

    /**
     * Plays it from beginning to end.
     *
     * @throws AssertionError if somebody did not see what they should
     */
    void play() {
        transcript.step("alice writes a text message to " + phone);
        String text = "Hello phone, grüße & ☺";
        alice.send(
                "<message type='chat' id='sms-1' to='%s'><body>%s</body><request xmlns='urn:xmpp:receipts'/></message>"
                        .formatted(phone, XmppClient.escape(text)));
        transcript.xmppSaw(alice.awaitXml("<received xmlns='urn:xmpp:receipts' id='sms-1'"));
        transcript.step("the phone answers");
        transcript.xmppSaw(alice.awaitMessage(phone, text));
    }
}
