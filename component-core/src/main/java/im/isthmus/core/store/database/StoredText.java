package im.isthmus.core.store.database;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Texts as every database takes them: PostgreSQL has no place for the character zero. */
final class StoredText extends AbstractArgumentFactory<String> {
    StoredText() {
        super(Types.VARCHAR);
    }

    static String of(String text) {
        return text.indexOf(0) < 0 ? text : text.replace("\0", "");
    }

    @Override
    protected Argument build(String text, ConfigRegistry config) {
        return (position, statement, _) -> statement.setString(position, of(text));
    }
}
