package im.isthmus.sms;

import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.store.SmsStore;

/** What the sessions of all users share. */
record SmsParts(
        SmsDesk desk,
        Messenger messenger,
        SmsStore store,
        SmsAddresses addresses,
        Owners owners,
        SmsPeople people,
        SmsSessions sessions,
        SmsRegistration registration,
        Claims claims) {}
