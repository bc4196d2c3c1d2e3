package im.isthmus.core.store.seal;

import im.isthmus.core.store.database.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** A column with secrets, each of which opens in its own row only. */
public final class SealedColumn {
    private final Sealer sealer;
    private final String table;
    private final String column;
    private final List<String> keys;

    private record Row(List<String> key, String sealed) {}

    /** The column of a table whose rows are told apart by keys; all names are of SQL. */
    public SealedColumn(Sealer sealer, String table, String column, String... keys) {
        this.sealer = sealer;
        this.table = table;
        this.column = column;
        this.keys = List.of(keys);
    }

    /** Seals a secret for the row with this key. */
    public String seal(String secret, String... key) {
        return sealer.seal(context(List.of(key)), secret);
    }

    /**
     * Opens what stands in the row with this key.
     *
     * @throws StoreException as {@link Sealer#open} does
     */
    public String open(String sealed, String... key) {
        return sealer.open(context(List.of(key)), sealed);
    }

    /** Does what {@link SealedRecords#reseal} asks for, in all rows where something is sealed. */
    public int reseal(Handle transaction) {
        return reseal(transaction, column + " <> ''");
    }

    /** Likewise in the rows for which a condition of SQL holds. */
    public int reseal(Handle transaction, String condition) {
        List<Row> outdated =
                rows(transaction, condition).stream()
                        .filter(row -> sealer.isOutdated(row.sealed()))
                        .toList();
        String update =
                "UPDATE %s SET %s = ? WHERE %s"
                        .formatted(
                                table,
                                column,
                                keys.stream()
                                        .map(key -> key + " = ?")
                                        .collect(Collectors.joining(" AND ")));
        for (Row row : outdated) {
            String context = context(row.key());
            List<Object> values = new ArrayList<>();
            values.add(sealer.seal(context, sealer.open(context, row.sealed())));
            values.addAll(row.key());
            transaction.execute(update, values.toArray());
        }
        return outdated.size();
    }

    private List<Row> rows(Handle transaction, String condition) {
        String select =
                "SELECT %s, %s FROM %s WHERE %s"
                        .formatted(column, String.join(", ", keys), table, condition);
        return transaction
                .createQuery(select)
                .map((row, _) -> {
                    List<String> key = new ArrayList<>();
                    for (String name : keys) {
                        key.add(row.getString(name));
                    }
                    return new Row(key, row.getString(column));
                })
                .list();
    }

    private String context(List<String> key) {
        return table + " " + String.join(" ", key);
    }
}
