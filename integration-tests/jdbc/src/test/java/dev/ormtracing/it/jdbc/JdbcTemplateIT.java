package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.servers.Database;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlOutParameter;
import org.springframework.jdbc.core.SqlParameter;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JdbcTemplate and what belongs to it. */
class JdbcTemplateIT extends EveryDatabase {

    @BeforeEach
    void createTables() throws Exception {
        given("create table book (id " + Sql.identity(database) + ", title varchar(50) not null unique, pages int)");
    }

    @AfterEach
    void dropTables() throws Exception {
        given("drop table book");
    }

    @Test
    void queries_giveTheSameRows() throws Exception {
        List<Object> seen = sameAsBare(dataSource -> {
            JdbcTemplate template = filled(dataSource, 3);
            return List.of(
                    template.queryForList("select * from book order by id"),
                    template.queryForObject("select count(*) from book where pages > ?", Integer.class, 1),
                    template.query("select title from book where pages = ?", (row, i) -> row.getString(1), 2),
                    template.update("update book set pages = pages + 1"));
        });

        assertThat(seen).endsWith(3);
    }

    @Test
    void streamWithAFetchSize_givesTheSameRows() throws Exception {
        List<String> seen = sameAsBare(dataSource -> {
            JdbcTemplate template = filled(dataSource, 25);
            template.setFetchSize(database.isMySqlLike() ? Integer.MIN_VALUE : 10);
            return transaction(dataSource).execute(status -> {
                try (Stream<String> titles =
                        template.queryForStream("select title from book order by id", (row, i) -> row.getString(1))) {
                    return titles.toList();
                }
            });
        });

        assertThat(seen).hasSize(25);
    }

    @Test
    void streamLeftInTheMiddle_isOver() throws Exception {
        sameAsBare(dataSource -> {
            JdbcTemplate template = filled(dataSource, 25);
            template.setFetchSize(database.isMySqlLike() ? Integer.MIN_VALUE : 10);
            return transaction(dataSource).execute(status -> {
                try (Stream<String> titles =
                        template.queryForStream("select title from book order by id", (row, i) -> row.getString(1))) {
                    return titles.iterator().next();
                }
            });
        });
    }

    @Test
    void batch_hasTheSameCounts() throws Exception {
        List<Object> counts = sameAsBare(dataSource -> {
            JdbcTemplate template = filled(dataSource, 0);
            int[] prepared = template.batchUpdate(
                    "insert into book (title, pages) values (?, ?)",
                    List.of(new Object[] {"a", 1}, new Object[] {"b", 2}, new Object[] {"c", 3}));
            int[] mixed = template.batchUpdate(
                    "update book set pages = 9", "delete from book where title = 'a'", "delete from book");
            return List.of(prepared.length, mixed[0], mixed[1], mixed[2]);
        });

        assertThat(counts).containsExactly(3, 3, 1, 2);
    }

    @Test
    void generatedKeys_areTheSame() throws Exception {
        List<Number> keys = sameAsBare(dataSource -> {
            JdbcTemplate template = filled(dataSource, 0);
            GeneratedKeyHolder one = new GeneratedKeyHolder();
            template.update(
                    connection -> {
                        PreparedStatement insert = connection.prepareStatement(
                                "insert into book (title) values ('one')", new String[] {"id"});
                        return insert;
                    },
                    one);
            GeneratedKeyHolder two = new GeneratedKeyHolder();
            template.update(
                    connection -> connection.prepareStatement(
                            "insert into book (title) values ('two')", Statement.RETURN_GENERATED_KEYS),
                    two);
            Number three = new SimpleJdbcInsert(dataSource)
                    .withTableName("book")
                    .usingGeneratedKeyColumns("id")
                    .executeAndReturnKey(Map.of("title", "three", "pages", 3));
            return List.of(
                    one.getKey().longValue(),
                    ((Number) two.getKeys().values().iterator().next()).longValue(),
                    three.longValue());
        });

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void procedure_isCalledTheSame() throws Exception {
        given(Sql.procedure(database));
        try {
            Object seen = sameAsBare(dataSource -> twice(dataSource, 21));
            assertThat(seen).isEqualTo(42);
        } finally {
            given(Sql.dropProcedure(database));
        }
    }

    @Test
    void nestedTransaction_rollsBackToItsSavepoint() throws Exception {
        List<Object> seen = sameAsBare(dataSource -> {
            JdbcTemplate template = filled(dataSource, 0);
            TransactionTemplate nested = transaction(dataSource);
            nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
            transaction(dataSource).executeWithoutResult(outer -> {
                template.update("insert into book (title) values ('kept')");
                nested.executeWithoutResult(inner -> {
                    template.update("insert into book (title) values ('dropped')");
                    inner.setRollbackOnly();
                });
                nested.executeWithoutResult(inner -> template.update("insert into book (title) values ('kept too')"));
            });
            return new ArrayList<>(template.queryForList("select title from book order by title", String.class));
        });

        assertThat(seen).containsExactly("kept", "kept too");
    }

    @Test
    void errors_areTranslatedToTheSame() throws Exception {
        List<Failure> seen = sameAsBare(dataSource -> {
            JdbcTemplate template = filled(dataSource, 1);
            List<Failure> failures = new ArrayList<>();
            failures.addAll(Failure.chain(
                    catchThrowable(() -> template.update("insert into book (title) values (?)", "title 1"))));
            failures.addAll(Failure.chain(catchThrowable(() -> template.queryForList("select * from nowhere"))));
            return failures;
        });

        assertThat(seen).extracting("type").contains(DuplicateKeyException.class, BadSqlGrammarException.class);
    }

    private Object twice(DataSource dataSource, int n) {
        if (database == Database.H2) {
            return new JdbcTemplate(dataSource).queryForObject("call twice(?)", Integer.class, n);
        }
        return new SimpleJdbcCall(dataSource)
                .withoutProcedureColumnMetaDataAccess()
                .withProcedureName("twice")
                .declareParameters(new SqlParameter("n", Types.INTEGER), new SqlOutParameter("doubled", Types.INTEGER))
                .execute(Map.of("n", n))
                .get("doubled");
    }

    private JdbcTemplate filled(DataSource dataSource, int books) throws Exception {
        given("delete from book", Sql.restartIdentity(database));
        try (var connection = bare().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into book (title, pages) values (?, ?)")) {
            for (int i = 1; i <= books; i++) {
                insert.setString(1, "title " + i);
                insert.setInt(2, i);
                insert.executeUpdate();
            }
        }
        return new JdbcTemplate(dataSource);
    }

    private static TransactionTemplate transaction(DataSource dataSource) {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }
}
