package dev.ormtracing.it.connections;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderKeywordCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.transaction.SpringManagedTransactionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** What an application uses beside Hibernate, set up as Spring Boot sets it up. */
enum OtherLibrary {
    MYBATIS(MyBatis::new),
    JOOQ(Jooq::new),
    SPRING_JDBC(SpringJdbc::new);

    private final Function<DataSource, Notes> notes;

    OtherLibrary(Function<DataSource, Notes> notes) {
        this.notes = notes;
    }

    Notes notes(DataSource dataSource) {
        return notes.apply(dataSource);
    }

    /** The table {@code note}. Spring writes INSERT in capitals; so do the others, for the same names of spans. */
    interface Notes {

        void insert(int id);

        void insertAll(int... ids);

        /** The number that H2 gives to a connection. */
        int connection();

        /** Reads while it is open. */
        Stream<Integer> ids();
    }

    private static final class MyBatis implements Notes {

        private final Mapper mapper;
        private final Mapper batch;

        MyBatis(DataSource dataSource) {
            Configuration configuration =
                    new Configuration(new Environment("test", new SpringManagedTransactionFactory(), dataSource));
            configuration.addMapper(Mapper.class);
            SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
            this.mapper = new SqlSessionTemplate(sessions).getMapper(Mapper.class);
            this.batch = new SqlSessionTemplate(sessions, ExecutorType.BATCH).getMapper(Mapper.class);
        }

        @Override
        public void insert(int id) {
            mapper.insert(id);
        }

        /** MyBatis sends them before the transaction commits. */
        @Override
        public void insertAll(int... ids) {
            IntStream.of(ids).forEach(batch::insert);
        }

        @Override
        public int connection() {
            return mapper.connection();
        }

        @Override
        public Stream<Integer> ids() {
            Cursor<Integer> cursor = mapper.ids();
            return StreamSupport.stream(cursor.spliterator(), false);
        }

        interface Mapper {

            @Insert("INSERT INTO note (id) VALUES (#{id})")
            void insert(@Param("id") int id);

            @Select("select session_id()")
            int connection();

            @Select("select id from note order by id")
            Cursor<Integer> ids();
        }
    }

    private static final class Jooq implements Notes {

        private static final Table<?> NOTE = DSL.table(DSL.name("note"));
        private static final Field<Integer> ID = DSL.field(DSL.name("id"), Integer.class);

        private final DSLContext jooq;

        Jooq(DataSource dataSource) {
            System.setProperty("org.jooq.no-logo", "true");
            System.setProperty("org.jooq.no-tips", "true");
            this.jooq = DSL.using(
                    new TransactionAwareDataSourceProxy(dataSource),
                    SQLDialect.H2,
                    new Settings()
                            .withRenderQuotedNames(RenderQuotedNames.NEVER)
                            .withRenderKeywordCase(RenderKeywordCase.UPPER));
        }

        @Override
        public void insert(int id) {
            jooq.insertInto(NOTE, ID).values(id).execute();
        }

        @Override
        public void insertAll(int... ids) {
            var batch = jooq.batch(jooq.insertInto(NOTE, ID).values(0));
            IntStream.of(ids).forEach(batch::bind);
            batch.execute();
        }

        @Override
        public int connection() {
            return jooq.resultQuery("select session_id()").fetchSingle(0, int.class);
        }

        @Override
        public Stream<Integer> ids() {
            return jooq.resultQuery("select id from note order by id")
                    .fetchSize(1)
                    .fetchStreamInto(Integer.class);
        }
    }

    private static final class SpringJdbc implements Notes {

        private final JdbcClient client;
        private final DataSource dataSource;

        SpringJdbc(DataSource dataSource) {
            this.client = JdbcClient.create(dataSource);
            this.dataSource = dataSource;
        }

        /** Reads the columns of the table each time. */
        @Override
        public void insert(int id) {
            insertion().execute(Map.of("id", id));
        }

        @Override
        public void insertAll(int... ids) {
            List<Map<String, Integer>> rows =
                    IntStream.of(ids).mapToObj(id -> Map.of("id", id)).toList();
            insertion().executeBatch(rows.toArray(Map[]::new));
        }

        private SimpleJdbcInsert insertion() {
            return new SimpleJdbcInsert(dataSource).withTableName("note");
        }

        @Override
        public int connection() {
            return client.sql("select session_id()").query(Integer.class).single();
        }

        @Override
        public Stream<Integer> ids() {
            return client.sql("select id from note order by id").query(Integer.class).stream();
        }
    }
}
