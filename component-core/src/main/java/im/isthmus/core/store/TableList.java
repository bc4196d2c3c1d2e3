package im.isthmus.core.store;

import im.isthmus.core.store.seal.SealedRecords;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tables that know users, tables that forget, and tables with secrets; many are several of these.
 * The core has such a list, and each gateway has one of its own.
 *
 * @param aboutUsers what is shown to a user who asks, and erased
 * @param swept what forgets with time
 * @param sealed what has secrets in it
 */
public record TableList(
        List<UserRecords> aboutUsers, List<Swept> swept, List<SealedRecords> sealed) {
    public TableList {
        aboutUsers = List.copyOf(aboutUsers);
        swept = List.copyOf(swept);
        sealed = List.copyOf(sealed);
    }

    /** Without secrets. */
    public TableList(List<UserRecords> aboutUsers, List<Swept> swept) {
        this(aboutUsers, swept, List.of());
    }

    /** Of a gateway that stores nothing. */
    public static TableList none() {
        return new TableList(List.of(), List.of());
    }

    /** Both, in this order. */
    public TableList plus(TableList more) {
        return new TableList(
                Stream.concat(aboutUsers.stream(), more.aboutUsers.stream()).toList(),
                Stream.concat(swept.stream(), more.swept.stream()).toList(),
                Stream.concat(sealed.stream(), more.sealed.stream()).toList());
    }
}
