package im.isthmus.core.feature.account;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** From an address of the network to a JID (XEP-0100 section 6.3, {@code jabber:iq:gateway}). */
public final class GatewayPrompt implements Feature {
    private static final String NAMESPACE = "jabber:iq:gateway";

    private final Backend backend;

    public GatewayPrompt(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return address instanceof Gateway && backend.prompt() != null
                ? Set.of(NAMESPACE)
                : Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute("get", "query", NAMESPACE, this::get),
                new IqRoute("set", "query", NAMESPACE, this::set));
    }

    private Backend.Prompt prompt(IqRequest request) throws StanzaException {
        Backend.Prompt prompt = backend.prompt();
        if (prompt == null || !(request.address() instanceof Gateway)) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable,
                    "There are no other addresses here than JIDs.");
        }
        return prompt;
    }

    private Answer get(IqRequest request) throws StanzaException {
        Backend.Prompt prompt = prompt(request);
        Language language = request.session().language();
        Element query = Xml.element("query", NAMESPACE);
        Xml.text(query, "desc", language.translate(prompt.description()));
        Xml.text(query, "prompt", language.translate(prompt.label()));
        return new Answer.Result(query);
    }

    private Answer set(IqRequest request) throws StanzaException {
        prompt(request);
        String typed = request.payload().elementText("prompt");
        if (typed == null || typed.isBlank()) {
            throw new StanzaException(
                    PacketError.Condition.bad_request, "The address to look for is missing.");
        }
        try {
            String domain = request.session().gateway().domain();
            Jid jid = Jid.of(backend.localpart(typed.strip()), domain, "");
            backend.address(jid.local());
            Element query = Xml.element("query", NAMESPACE);
            Xml.text(query, "jid", jid.toString());
            return new Answer.Result(query);
        } catch (InvalidJidException e) {
            throw new StanzaException(PacketError.Condition.bad_request, e.text());
        }
    }
}
