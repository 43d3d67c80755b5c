package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import javax.sql.DataSource;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** jOOQ, which has its own way with statements: lazy cursors, keys by RETURNING, nested transactions. */
class JooqIT extends EveryDatabase {

    private static final Table<Record> BOOK = table(name("book"));
    private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER.identity(true));
    private static final Field<String> TITLE = field(name("title"), String.class);

    @BeforeAll
    static void quiet() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    @BeforeEach
    void createTable() throws Exception {
        given("create table book (id " + Sql.identity(database) + ", title varchar(50) not null unique)");
    }

    @AfterEach
    void dropTable() throws Exception {
        given("drop table book");
    }

    @Test
    void queries_giveTheSameRows() throws Exception {
        List<Object> seen = sameAsBare(dataSource -> {
            DSLContext jooq = filled(dataSource);
            return List.of(
                    jooq.select(TITLE).from(BOOK).orderBy(TITLE).fetch(TITLE),
                    jooq.select(count()).from(BOOK).where(TITLE.like("t%")).fetchOne(0, int.class),
                    jooq.fetchExists(BOOK, TITLE.eq("title 1")),
                    jooq.update(BOOK).set(TITLE, TITLE.concat("!")).execute(),
                    jooq.fetch("select title from book order by title").getValues(0));
        });

        assertThat(seen).contains(3).last().isEqualTo(List.of("title 1!", "title 2!", "title 3!"));
    }

    @Test
    void lazyCursor_givesTheSameRows() throws Exception {
        sameAsBare(dataSource -> filled(dataSource).transactionResult(inside -> {
            try (Cursor<Record> cursor = inside.dsl()
                    .resultQuery("select title from book order by title")
                    .fetchSize(database.isMySqlLike() ? Integer.MIN_VALUE : 2)
                    .fetchLazy()) {
                return cursor.fetchNext().get(0) + " " + cursor.fetch().getValues(0);
            }
        }));
    }

    @Test
    void batch_hasTheSameCounts() throws Exception {
        int[] counts = {0, 0};
        sameAsBare(dataSource -> {
            DSLContext jooq = filled(dataSource);
            counts[0] = jooq.batch(jooq.insertInto(BOOK, TITLE).values(""))
                    .bind("a")
                    .bind("b")
                    .execute()
                    .length;
            counts[1] = jooq.batch(jooq.deleteFrom(BOOK).where(TITLE.eq("a")), jooq.deleteFrom(BOOK))
                    .execute()[1];
            return List.of(counts[0], counts[1]);
        });

        assertThat(counts).containsExactly(2, 4);
    }

    @Test
    void generatedKey_isReturnedAsWithout() throws Exception {
        List<String> titles = sameAsBare(dataSource -> {
            DSLContext jooq = filled(dataSource);
            Integer id = jooq.insertInto(BOOK, TITLE)
                    .values("new")
                    .returningResult(ID)
                    .fetchOne(ID);
            return jooq.select(TITLE).from(BOOK).where(ID.eq(id)).fetch(TITLE);
        });

        assertThat(titles).containsExactly("new");
    }

    @Test
    void nestedTransaction_rollsBackToItsSavepoint() throws Exception {
        List<String> titles = sameAsBare(dataSource -> {
            DSLContext jooq = filled(dataSource);
            jooq.transaction(outer -> {
                outer.dsl().deleteFrom(BOOK).where(TITLE.eq("title 1")).execute();
                catchThrowable(() -> outer.dsl().transaction(inner -> {
                    inner.dsl().deleteFrom(BOOK).execute();
                    throw new IllegalStateException("back to the savepoint");
                }));
            });
            return jooq.select(TITLE).from(BOOK).orderBy(TITLE).fetch(TITLE);
        });

        assertThat(titles).containsExactly("title 2", "title 3");
    }

    @Test
    void failure_isTheSame() throws Exception {
        List<Failure> chain = sameAsBare(dataSource -> {
            DSLContext jooq = filled(dataSource);
            return Failure.chain(catchThrowable(
                    () -> jooq.insertInto(BOOK, TITLE).values("title 1").execute()));
        });

        assertThat(chain).first().extracting("type").isEqualTo(IntegrityConstraintViolationException.class);
    }

    private DSLContext filled(DataSource dataSource) throws Exception {
        given(
                "delete from book",
                Sql.restartIdentity(database),
                "insert into book (title) values ('title 1'), ('title 2'), ('title 3')");
        SQLDialect dialect = switch (database) {
            case H2 -> SQLDialect.H2;
            case POSTGRESQL -> SQLDialect.POSTGRES;
            // MariaDB's RETURNING is more than Connector/J expects.
            case MARIADB, MYSQL -> SQLDialect.MYSQL;
        };
        return DSL.using(dataSource, dialect, new Settings().withRenderQuotedNames(RenderQuotedNames.NEVER));
    }
}
