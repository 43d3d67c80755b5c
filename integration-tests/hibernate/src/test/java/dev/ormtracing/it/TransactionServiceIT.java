package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import jakarta.persistence.Persistence;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.backend.jdbc.internal.JdbcResourceLocalTransactionCoordinatorBuilderImpl;
import org.hibernate.resource.transaction.backend.jta.internal.JtaTransactionCoordinatorBuilderImpl;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.service.spi.Configurable;
import org.hibernate.service.spi.InjectService;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.Startable;
import org.hibernate.service.spi.Stoppable;
import org.hibernate.tool.schema.internal.exec.JdbcContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The service that makes transaction coordinators lives as it does without tracing, whoever has written it. */
@EveryDatabase
class TransactionServiceIT {

    private static final String COORDINATOR = "hibernate.transaction.coordinator_class";

    private final TracedUnit unit;

    TransactionServiceIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void jta_starts() throws Exception {
        Map<String, Object> settings = Map.of(COORDINATOR, "jta", "hibernate.transaction.jta.platform", "JBossTS");
        try (SessionFactory sessions = traced(settings)) {
            UserTransaction transaction = com.arjuna.ats.jta.UserTransaction.userTransaction();
            transaction.begin();
            sessions.inSession(session -> session.persist(new Note("in JTA")));
            transaction.commit();

            assertThat(builderOf(sessions)).isExactlyInstanceOf(JtaTransactionCoordinatorBuilderImpl.class);
            assertThat(notes()).isOne();
        }
        unit.traces().clear();
    }

    @Test
    void jtaBuilderOfTheApplication_isLeftAlone() throws Exception {
        OwnJtaBuilder own = new OwnJtaBuilder();
        Map<String, Object> settings = Map.of(COORDINATOR, own, "hibernate.transaction.jta.platform", "JBossTS");
        try (SessionFactory sessions = traced(settings);
                Session session = sessions.openSession()) {
            session.find(Note.class, -1L);

            assertThat(session.unwrap(SharedSessionContractImplementor.class).getTransactionCoordinator())
                    .isSameAs(own.made);
        }
        assertThat(unit.traces().text()).contains("operation Note.find");
        unit.traces().clear();
    }

    /** Of a coordinator that it makes nothing is known. */
    public static final class OwnJtaBuilder extends JtaTransactionCoordinatorBuilderImpl {

        private static final long serialVersionUID = 1L;

        private transient @Nullable TransactionCoordinator made;

        @Override
        public TransactionCoordinator buildTransactionCoordinator(TransactionCoordinatorOwner owner, Options options) {
            made = super.buildTransactionCoordinator(owner, options);
            return made;
        }
    }

    @Test
    void builderOfTheApplication_isInjectedConfiguredStartedAndStoppedOnce() {
        List<String> without = lifeOf(UntracedPersistence::sessions, new OwnBuilder());

        assertThat(lifeOf(this::traced, new OwnBuilder())).isEqualTo(without);
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "inject provider", "inject services", "inject registry", "configure", "start", "stop");
        unit.traces().clear();
    }

    @Test
    void builderOfTheApplication_isTheRegisteredService() {
        OwnBuilder own = new OwnBuilder();
        try (SessionFactory sessions = traced(Map.of(COORDINATOR, own))) {
            sessions.inTransaction(session -> session.persist(new Note("own")));

            assertThat(builderOf(sessions)).isSameAs(own);
        }
        assertThat(unit.traces().text()).contains("transaction", "start_transaction", "commit_transaction");
        unit.traces().clear();
    }

    private List<String> lifeOf(Function<Map<String, Object>, SessionFactory> factory, OwnBuilder own) {
        try (SessionFactory sessions = factory.apply(settings(Map.of(COORDINATOR, own)))) {
            sessions.inTransaction(session -> session.persist(new Note("own")));
        }
        return own.life;
    }

    private SessionFactory traced(Map<String, ?> settings) {
        Map<String, Object> all = settings(settings);
        all.put(TracedUnit.TRACING, OrmTracing.create(unit.recorder().openTelemetry()));
        return Persistence.createEntityManagerFactory("blog", all).unwrap(SessionFactory.class);
    }

    private Map<String, Object> settings(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("jakarta.persistence.nonJtaDataSource", unit.pool());
        all.putAll(UntracedPersistence.identity(unit.database()));
        return all;
    }

    private static TransactionCoordinatorBuilder builderOf(SessionFactory sessions) {
        return sessions.unwrap(SessionFactoryImplementor.class)
                .getSessionFactoryOptions()
                .getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class);
    }

    private long notes() {
        return unit.givenFrom(session -> session.createSelectionQuery("select count(*) from Note", Long.class)
                .getSingleResult());
    }

    /** Asks for whatever Hibernate gives to a service. */
    public static final class OwnBuilder
            implements TransactionCoordinatorBuilder, ServiceRegistryAwareService, Configurable, Startable, Stoppable {

        private static final long serialVersionUID = 1L;

        private final transient TransactionCoordinatorBuilder plain =
                JdbcResourceLocalTransactionCoordinatorBuilderImpl.INSTANCE;
        private final transient List<String> life = new ArrayList<>();

        @InjectService
        public void setServices(JdbcServices services) {
            life.add("inject services");
        }

        @InjectService(serviceRole = ConnectionProvider.class)
        public void setProvider(ConnectionProvider provider) {
            life.add("inject provider");
        }

        @Override
        public void injectServices(ServiceRegistryImplementor registry) {
            life.add("inject registry");
        }

        @Override
        public void configure(Map<String, Object> settings) {
            life.add("configure");
        }

        @Override
        public void start() {
            life.add("start");
        }

        @Override
        public void stop() {
            life.add("stop");
        }

        @Override
        public TransactionCoordinator buildTransactionCoordinator(TransactionCoordinatorOwner owner, Options options) {
            return plain.buildTransactionCoordinator(owner, options);
        }

        @Override
        public boolean isJta() {
            return plain.isJta();
        }

        @Override
        public PhysicalConnectionHandlingMode getDefaultConnectionHandlingMode() {
            return plain.getDefaultConnectionHandlingMode();
        }

        @Override
        public DdlTransactionIsolator buildDdlTransactionIsolator(JdbcContext context) {
            return plain.buildDdlTransactionIsolator(context);
        }
    }
}
