package im.isthmus.core.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * Tables that know users, and tables that forget; most are both. The core has such a list, and each
 * gateway has one of its own.
 *
 * @param aboutUsers what is shown to a user who asks, and erased
 * @param swept what forgets with time
 */
public record TableList(List<UserRecords> aboutUsers, List<Swept> swept) {
    public TableList {
        aboutUsers = List.copyOf(aboutUsers);
        swept = List.copyOf(swept);
    }

    /** Of a gateway that stores nothing. */
    public static TableList none() {
        return new TableList(List.of(), List.of());
    }

    /** Both, in this order. */
    public TableList plus(TableList more) {
        return new TableList(
                Stream.concat(aboutUsers.stream(), more.aboutUsers.stream()).toList(),
                Stream.concat(swept.stream(), more.swept.stream()).toList());
    }
}
