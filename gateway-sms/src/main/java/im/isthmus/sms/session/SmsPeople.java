package im.isthmus.sms.session;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.ContactEvent.ContactPresence;
import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import im.isthmus.sms.delivery.Delivery;
import im.isthmus.sms.number.Numbering;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty;
import im.isthmus.sms.number.SmsParty.NamedSender;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.number.SmsParty.ShortCode;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.store.PeopleTable;
import java.util.List;
import java.util.Optional;

/** What contacts are called, and whether they can be written to now. */
public final class SmsPeople {
    private final PeopleTable people;
    private final Numbering numbering;
    private final SmsAddresses addresses;
    private final Owners owners;
    private final Delivery delivery;

    public SmsPeople(
            PeopleTable people,
            Numbering numbering,
            SmsAddresses addresses,
            Owners owners,
            Delivery delivery) {
        this.people = people;
        this.numbering = numbering;
        this.addresses = addresses;
        this.owners = owners;
        this.delivery = delivery;
    }

    /** The business card of a contact. */
    Profile profile(LegacyContact contact) {
        try {
            return switch (addresses.party(contact.localpart())) {
                case PhoneNumber number ->
                        new Profile(
                                numbering.shown(number),
                                List.of(),
                                null,
                                List.of(new Detail("tel", number.e164())));
                case ShortCode code -> Profile.named(code.digits());
                case NamedSender name ->
                        Profile.named(people.spelling(contact.localpart()).orElse(name.name()));
            };
        } catch (InvalidJidException e) {
            return Profile.named(contact.localpart().replace(",", ", "));
        }
    }

    /** Phones do not say whether they are on, but we know whether a message would get there. */
    ContactPresence presence(SessionContext session, LegacyContact contact) {
        Jid user = session.user();
        Language language = session.language();
        Optional<String> number = number(user, contact);
        Status status;
        if (number.isPresent() && isBlocked(number.get(), contact)) {
            status =
                    new Status(
                            Show.XA,
                            language.render(Text.of("Takes no messages from your number (STOP)")),
                            null);
        } else if (number.flatMap(delivery.routes()::first).filter(this::isDown).isPresent()) {
            status =
                    new Status(
                            Show.AWAY,
                            language.render(Text.of("The provider cannot be reached now")),
                            null);
        } else {
            status = new Status(Show.ONLINE, "", null);
        }
        return new ContactPresence(contact, status);
    }

    private boolean isDown(String account) {
        return delivery.inTrouble(account);
    }

    private Optional<String> number(Jid user, LegacyContact contact) {
        return people.thread(user, contact.localpart())
                .or(() -> owners.numbersOf(user).stream().findFirst().map(PhoneNumber::e164));
    }

    private boolean isBlocked(String number, LegacyContact contact) {
        try {
            SmsParty party = addresses.party(contact.localpart());
            return people.isBlocked(number, party.text());
        } catch (InvalidJidException e) {
            return false; // a group
        }
    }
}
