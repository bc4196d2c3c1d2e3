package im.isthmus.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class RealPostgresTest {
    @Test
    void whatWasCommittedIsThereAfterAKill() {
        try (RealPostgres server = RealPostgres.start()) {
            Jdbi database = Jdbi.create(server.jdbcUrl());
            database.useHandle(handle -> handle.execute("create table promise (text text)"));
            database.useHandle(handle -> handle.execute("insert into promise values ('kept')"));
            server.kill();
            server.restart();
            String kept =
                    database.withHandle(handle ->
                            handle.createQuery("select text from promise")
                                    .mapTo(String.class)
                                    .one());
            assertThat(kept).isEqualTo("kept");
        }
    }
}
