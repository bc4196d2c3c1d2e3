package im.isthmus.sms.number;

/** Somebody or something on the phone network that text messages come from or go to. */
public sealed interface SmsParty {
    /** As networks and providers write it. */
    String text();

    /**
     * A phone number.
     *
     * @param e164 with its plus sign, such as {@code +12025550100} (ITU-T E.164)
     */
    record PhoneNumber(String e164) implements SmsParty {
        @Override
        public String text() {
            return e164;
        }
    }

    /**
     * A number of three to eight digits that exists in one country only.
     *
     * @param digits without plus sign
     * @param country calling code of the country with its plus sign, such as {@code +1}
     */
    record ShortCode(String digits, String country) implements SmsParty {
        @Override
        public String text() {
            return digits;
        }
    }

    /**
     * A sender that is a name; nobody can answer to it.
     *
     * @param name as it came, letters, digits, spaces and signs
     */
    record NamedSender(String name) implements SmsParty {
        @Override
        public String text() {
            return name;
        }
    }
}
