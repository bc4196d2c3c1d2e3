package im.isthmus.sms.session;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.AccountAction.VerifyAccount;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.owner.Claims;
import im.isthmus.sms.owner.Owners;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registering with a number (XEP-0077): the first time without a code, which is sent then, the
 * second time with it. Who has a number from the admin need not register, but may.
 */
public final class SmsRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(SmsRegistration.class);

    private final Claims claims;
    private final Owners owners;

    public SmsRegistration(Claims claims, Owners owners) {
        this.claims = claims;
        this.owners = owners;
    }

    /** What is asked for. */
    public static Registration form() {
        return new Registration(
                Text.key("Your phone number. A code is sent to it: register again with the code."),
                List.of(
                        new Field("phone", Kind.TEXT, Text.key("Your number"), true),
                        new Field("code", Kind.TEXT, Text.key("Code"), false)),
                false);
    }

    /** Answers the session later: it is waited for the database. */
    void verify(SessionContext session, VerifyAccount action) {
        Jid user = session.user();
        Thread.ofVirtual()
                .start(() -> {
                    LegacyEvent answer = answer(user, action);
                    session.asOwner(() -> session.publish(answer));
                });
    }

    /** Always one; waits for the database. */
    LegacyEvent answer(Jid user, VerifyAccount action) {
        try {
            verify(user, action.fields());
            return new RequestDone(action.ref());
        } catch (BackendException e) {
            return new RequestFailed(action.ref(), e.failure());
        } catch (RuntimeException e) {
            LOG.error("sms.registration=failed user={}", user, e);
            return new RequestFailed(
                    action.ref(),
                    new BackendFailure.Unreachable(
                            "The gateway failed on this; its log has the reason."));
        }
    }

    private void verify(Jid user, AccountFields fields) throws BackendException {
        String typed = fields.get("phone");
        if (owners.numbersOf(user).contains(new PhoneNumber(typed))) {
            return;
        }
        if (!fields.get("code").isEmpty()) {
            var _ = claims.end(user, fields.get("code"));
            return;
        }
        PhoneNumber number = claims.begin(user, typed);
        throw new BackendException(
                new BackendFailure.BadValue(
                        Text.of("A code was sent to {0}. Register again with it.", number.e164())));
    }
}
