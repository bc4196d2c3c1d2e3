package im.isthmus.core.feature.account;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.registration.UserAccount;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * In-Band Registration (XEP-0077) with the gateway, as XEP-0100 sections 5.1 to 5.3 have it: plain
 * fields for clients that know nothing else, and a form with all of them.
 */
public final class InBandRegistration implements Feature {
    private static final String NAMESPACE = "jabber:iq:register";

    /** The plain fields there are (XEP-0077 section 14.1); there must be no others. */
    private static final Set<String> PLAIN =
            Set.of(
                    "username",
                    "nick",
                    "password",
                    "name",
                    "first",
                    "last",
                    "email",
                    "address",
                    "city",
                    "state",
                    "zip",
                    "phone",
                    "url",
                    "date",
                    "misc",
                    "text",
                    "key");

    private final Backend backend;

    public InBandRegistration(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return address instanceof Gateway && backend.registration() != null
                ? Set.of(NAMESPACE)
                : Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(
                new IqRoute("get", "query", NAMESPACE, this::get),
                new IqRoute("set", "query", NAMESPACE, this::set));
    }

    private Registration registration(IqRequest request) throws StanzaException {
        Registration registration = backend.registration();
        if (registration == null || !(request.address() instanceof Gateway)) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable,
                    "There is nothing to register for at this address.");
        }
        return registration;
    }

    private Answer get(IqRequest request) throws StanzaException {
        Registration registration = registration(request);
        UserAccount account = request.session().attendance().account();
        AccountFields known = account.fields();
        Element query = Xml.element("query", NAMESPACE);
        if (known != null) {
            Xml.child(query, "registered");
        }
        Language language = request.session().language();
        Xml.text(query, "instructions", language.translate(registration.instructions()));
        for (Registration.Field field : registration.fields()) {
            if (PLAIN.contains(field.name())) {
                Xml.text(query, field.name(), RegistrationForm.value(field, known));
            }
        }
        query.add(RegistrationForm.of(registration, known, language));
        return new Answer.Result(query);
    }

    private Answer set(IqRequest request) throws StanzaException {
        registration(request);
        Session session = request.session();
        UserAccount account = session.attendance().account();
        Element query = request.payload();
        if (query.element("remove") != null) {
            if (query.elements().size() > 1) {
                throw new StanzaException(
                        PacketError.Condition.bad_request,
                        "Removing the registration takes no other fields.");
            }
            return later(session, request.stanza(), account.unregister());
        }
        Element form = Xml.find(query, "x", Forms.NAMESPACE);
        if (form != null && "cancel".equals(form.attributeValue("type"))) {
            return new Answer.Result(null);
        }
        Map<String, String> typed =
                form == null ? plain(query) : RegistrationForm.typed(form, NAMESPACE);
        return later(session, request.stanza(), account.register(request.stanza().from(), typed));
    }

    private static Map<String, String> plain(Element query) {
        Map<String, String> typed = new HashMap<>();
        query.elements().forEach(field -> typed.put(field.getName(), field.getText()));
        return typed;
    }

    private static Answer later(Session session, Stanza request, CompletableFuture<Void> outcome) {
        var _ =
                outcome.whenComplete(
                        (_, problem) -> session.send(reply(session, request, problem)));
        return new Answer.Later();
    }

    private static Element reply(Session session, Stanza request, @Nullable Throwable problem) {
        if (problem == null) {
            return Replies.result(request, null);
        }
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return Replies.error(
                request,
                cause instanceof StanzaException known
                        ? known
                        : new StanzaException(
                                PacketError.Condition.internal_server_error,
                                "The gateway failed on this; its log has the reason."),
                session.language());
    }
}
