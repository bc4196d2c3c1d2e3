package im.isthmus.email.account;

import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import java.util.List;

/** What a user fills in to register a mail account. */
public final class AccountFormFields {
    /** The address of the mails. */
    public static final String ADDRESS = "email";

    static final String PASSWORD = "password";

    /** As others see the user. */
    public static final String NAME = "name";

    /** What the servers know the user by, if not by the address. */
    public static final String LOGIN = "username";

    /** Where mail is read. */
    public static final String IMAP = "imap";

    /** Where mail is sent. */
    public static final String SMTP = "smtp";

    private static final String DAYS = "days";
    private static final int MOST_DAYS = 366;

    private AccountFormFields() {}

    /**
     * The form.
     *
     * @param required whether the gateway is of no use without an account
     */
    static Registration registration(boolean required) {
        return new Registration(
                Text.key(
                        "Your mail account: its address and password, or an app password if your"
                                + " provider has such. The rest is found out by itself, mostly."),
                List.of(
                        field(ADDRESS, Kind.TEXT, Text.key("Mail address"), true, ""),
                        field(PASSWORD, Kind.SECRET, Text.key("Password"), false, ""),
                        field(NAME, Kind.TEXT, Text.key("Your name, as others see it"), false, ""),
                        field(
                                LOGIN,
                                Kind.TEXT,
                                Text.key("User name, if it is not the address"),
                                false,
                                ""),
                        field(
                                IMAP,
                                Kind.TEXT,
                                Text.key("IMAP server, if it is not found by itself"),
                                false,
                                ""),
                        field(
                                SMTP,
                                Kind.TEXT,
                                Text.key("SMTP server, if it is not found by itself"),
                                false,
                                ""),
                        field(
                                DAYS,
                                Kind.TEXT,
                                Text.key("Show the mail of so many days before"),
                                false,
                                "0")),
                required);
    }

    private static Field field(
            String name, Kind kind, String label, boolean required, String initial) {
        return new Field(name, kind, label, required, initial, List.of());
    }

    /** How many days of older mail the user wants to see. */
    public static int days(AccountFields fields) {
        String text = fields.get(DAYS);
        return text.matches("\\d{1,3}") ? Math.min(MOST_DAYS, Integer.parseInt(text)) : 0;
    }
}
