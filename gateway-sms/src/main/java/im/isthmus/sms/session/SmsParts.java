package im.isthmus.sms.session;

import im.isthmus.sms.inbound.Messenger;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.outbound.SmsDesk;
import im.isthmus.sms.owner.Claims;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.store.SmsStore;

/** What the sessions of all users share. */
public record SmsParts(
        SmsDesk desk,
        Messenger messenger,
        SmsStore store,
        SmsAddresses addresses,
        Owners owners,
        SmsPeople people,
        SmsSessions sessions,
        SmsRegistration registration,
        Claims claims) {}
