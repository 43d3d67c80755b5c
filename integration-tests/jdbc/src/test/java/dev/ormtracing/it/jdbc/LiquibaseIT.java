package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.logging.core.NoOpLogService;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A schema tool that was not written with wrappers in mind: tables, data, a rollback, a change that fails. */
class LiquibaseIT extends EveryDatabase {

    private static final String HISTORY = "select id, author, filename, orderexecuted, exectype, md5sum, description"
            + " from DATABASECHANGELOG order by orderexecuted";

    @AfterEach
    void dropAll() throws Exception {
        liquibase(bare(), "shop.xml", Liquibase::dropAll);
    }

    @Test
    void update_makesTheSameSchemaDataAndHistory() throws Exception {
        List<Object> shop = sameAsBare(dataSource -> {
            dropAll();
            liquibase(dataSource, "shop.xml", liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
            return shop(dataSource);
        });

        assertThat(shop.toString()).contains("Tea", "shop.xml");
    }

    @Test
    void secondUpdate_changesNothing() throws Exception {
        sameAsBare(dataSource -> {
            dropAll();
            for (int run = 0; run < 2; run++) {
                liquibase(dataSource, "shop.xml", liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
            }
            return shop(dataSource);
        });
    }

    @Test
    void rollback_takesBackTheSame() throws Exception {
        List<Object> shop = sameAsBare(dataSource -> {
            dropAll();
            liquibase(dataSource, "shop.xml", liquibase -> {
                liquibase.update(new Contexts(), new LabelExpression());
                liquibase.rollback(1, "");
            });
            return shop(dataSource);
        });

        assertThat(shop.toString()).contains("Tea").doesNotContain("price");
    }

    @Test
    void failingChange_isTheSameFailureAndLeavesTheSameBehind() throws Exception {
        List<Object> seen = sameAsBare(dataSource -> {
            dropAll();
            List<Object> all = new ArrayList<>(Failure.chain(catchThrowable(() -> liquibase(
                    dataSource,
                    "shop-broken.xml",
                    liquibase -> liquibase.update(new Contexts(), new LabelExpression())))));
            all.addAll(shop(dataSource));
            return all;
        });

        assertThat(seen).first().asString().contains("LiquibaseException");
    }

    private static List<Object> shop(DataSource dataSource) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            return List.of(
                    Rows.of(connection
                            .getMetaData()
                            .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")),
                    Rows.of(connection, "select * from product order by id"),
                    Rows.of(connection, HISTORY));
        }
    }

    private static void liquibase(DataSource dataSource, String changes, Step step) throws Exception {
        Map<String, Object> quiet =
                Map.of(Scope.Attr.logService.name(), new NoOpLogService(), Scope.Attr.ui.name(), new LoggerUIService());
        Scope.child(quiet, () -> {
            try (Connection connection = dataSource.getConnection();
                    Liquibase liquibase = new Liquibase(
                            "liquibase/" + changes,
                            new ClassLoaderResourceAccessor(),
                            new JdbcConnection(connection))) {
                liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                step.run(liquibase);
            }
        });
    }

    @FunctionalInterface
    private interface Step {
        void run(Liquibase liquibase) throws Exception;
    }
}
