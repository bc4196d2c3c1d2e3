package im.isthmus.sms.number;

import im.isthmus.core.content.Hash;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The others in a group of phones. The same people are the same group, whoever writes: a contact
 * {@code +12025550101,+12025550102}, which is what cheogram calls it, or a room {@code g-...}.
 *
 * @param members at least two, as E.164, sorted, without the user's own number
 */
public record GroupAddress(List<String> members) {
    private static final Pattern ROOM = Pattern.compile("g-[a-v0-9]{16}");
    private static final Pattern SEVERAL = Pattern.compile("\\+[0-9]{7,15}(,\\+[0-9]{7,15})+");
    private static final String NUMBER_ROOM = ";room";

    public GroupAddress {
        members = members.stream().distinct().sorted().toList();
    }

    /** The group of these numbers. */
    public static GroupAddress of(Collection<String> members) {
        return new GroupAddress(List.copyOf(members));
    }

    /** The group of a contact's localpart; empty if it is none, or another spelling of one. */
    public static Optional<GroupAddress> parse(String localpart) {
        if (!SEVERAL.matcher(localpart).matches()) {
            return Optional.empty();
        }
        return Optional.of(of(List.of(localpart.split(","))));
    }

    /** Localpart of the contact. */
    public String localpart() {
        return String.join(",", members);
    }

    /** Localpart of the room: 80 bits that are the same for the same people. */
    public String room() {
        byte[] hash = Arrays.copyOf(Hash.SHA256.of(localpart()), 10);
        String text = new BigInteger(1, hash).toString(32);
        return "g-" + "0".repeat(16 - text.length()) + text;
    }

    /** Whether a localpart is that of a group's room. */
    public static boolean isRoom(String localpart) {
        return ROOM.matcher(localpart).matches();
    }

    /** Whether a localpart is that of a room, of a group or of the owners of a number. */
    public static boolean isRoomName(String localpart) {
        return isRoom(localpart) || numberOf(localpart).isPresent();
    }

    /** Localpart of the room that the owners of one of our numbers share. */
    public static String roomOf(PhoneNumber number) {
        return number.e164() + NUMBER_ROOM;
    }

    /** The number whose owners share a room; empty if it is no such room. */
    public static Optional<PhoneNumber> numberOf(String localpart) {
        return localpart.matches("\\+[0-9]{7,15}" + NUMBER_ROOM)
                ? Optional.of(
                        new PhoneNumber(
                                localpart.substring(0, localpart.length() - NUMBER_ROOM.length())))
                : Optional.empty();
    }
}
