package dev.ormtracing.hibernate.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.cost.CachedData;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.hibernate.internal.cache.TracedCache;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.hibernate.internal.delegation.Forwarding;
import dev.ormtracing.hibernate.internal.query.TracedHqlTranslator;
import dev.ormtracing.hibernate.internal.query.UncalledQueries;
import dev.ormtracing.hibernate.internal.session.ExecutedQueries;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.transaction.TracedConnectionAccess;
import dev.ormtracing.hibernate.internal.transaction.TracedTransactionCoordinatorBuilder;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import dev.ormtracing.testing.TraceRecorder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.QueryResultsCache;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.query.hql.HqlTranslator;
import org.hibernate.resource.transaction.backend.jta.internal.synchronization.SynchronizationCallbackCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every method of every service, executor, factory and listener that stands behind one of ours is called once for each
 * call, with the same arguments, and its result or exception is the caller's. The methods are those of the Hibernate that
 * is there.
 */
class ForwardingIT {

    /** Made for each session, always before one of Hibernate's own. */
    private static final Set<Class<?>> PER_SESSION = Set.of(
            HqlTranslator.class,
            JdbcConnectionAccess.class,
            TransactionCoordinator.class,
            TransactionCoordinatorBuilder.class,
            SynchronizationCallbackCoordinator.class,
            StandardServiceInitiator.class);

    /**
     * Proxies for short-lived objects, which pass on by reflection what they do not know; subclasses, which inherit it;
     * a superclass; and what asks a dialect for its own factory of translators.
     */
    private static final List<String> TESTED_ELSEWHERE = List.of(
            "TracedQuery",
            "TracedLoadAccess",
            "TracedIdLoadAccess",
            "TracedScroll",
            "TracedSqmTranslatorFactory",
            "TracedTransactionDriver",
            "TracedJtaCoordinator",
            "TracedAccess");

    private static final Map<String, String> CLASSES = classes();

    /** What stands before something of Hibernate's or the application's, and the methods whose answer is traced, too. */
    private record Wrapper(String name, Class<?> role, UnaryOperator<Object> wrapping, Set<String> answered) {

        Wrapper(String name, Class<?> role, UnaryOperator<Object> wrapping, String... answered) {
            this(name, role, wrapping, Set.of(answered));
        }
    }

    private final TraceRecorder recorder = TraceRecorder.create();
    private final OrmTracing tracing = OrmTracing.create(recorder.openTelemetry());
    private final SessionFactory sessions = open();
    private final SharedSessionContractImplementor session =
            sessions.openSession().unwrap(SharedSessionContractImplementor.class);
    private final SampleValues values =
            new SampleValues(session, sessions, new User("Ada"), OrmTracing.create(recorder.openTelemetry()));

    @AfterEach
    void close() {
        session.close();
        sessions.close();
    }

    @TestFactory
    Stream<DynamicTest> everyMethod_arrivesOnceWithItsArgumentsAndResult() {
        return wrappers()
                .flatMap(wrapper -> methods(wrapper)
                        .map(method -> dynamicTest(nameOf(wrapper, method), () -> {
                            Recorded original = new Recorded(wrapper.role, values);
                            Object wrapped = wrapped(wrapper, original);
                            Object[] arguments = arguments(method);

                            Object result = method.invoke(wrapped, arguments);

                            assertArrived(original, method, arguments);
                            if (method.getReturnType().isPrimitive()) {
                                assertThat(result).isEqualTo(original.answer);
                            } else {
                                assertThat(unwrapped(result)).isSameAs(unwrapped(original.answer));
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> everyMethod_throwsWhatTheOriginalThrows() {
        return wrappers()
                .flatMap(wrapper -> methods(wrapper)
                        .map(method -> dynamicTest(nameOf(wrapper, method), () -> {
                            Recorded original = new Recorded(wrapper.role, values);
                            Object wrapped = wrapped(wrapper, original);
                            original.failure =
                                    List.of(method.getExceptionTypes()).contains(SQLException.class)
                                            ? new SQLException("refused")
                                            : new IllegalStateException("refused");
                            Object[] arguments = arguments(method);

                            Throwable thrown = catchThrowable(() -> method.invoke(wrapped, arguments));

                            assertThat(thrown).isInstanceOf(InvocationTargetException.class);
                            assertThat(thrown.getCause()).isSameAs(original.failure);
                            assertArrived(original, method, arguments);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> registeredServicesAndListeners_keepTheInterfacesOfTheApplication() {
        return wrappers()
                .filter(wrapper -> !PER_SESSION.contains(wrapper.role))
                .map(wrapper -> dynamicTest(wrapper.name, () -> {
                    Recorded original = new Recorded(wrapper.role, values);
                    Object wrapped = wrapped(wrapper, original);

                    assertThat(wrapped).isInstanceOf(Recorded.OfTheApplication.class);
                    String answer = ((Recorded.OfTheApplication) wrapped).ofTheApplication("argument");
                    assertThat(answer).isSameAs(original.answer);
                    assertThat(wrapped).isEqualTo(original.object).hasSameHashCodeAs(original.object);
                    assertThat(wrapped).hasToString("recorded");
                }));
    }

    @Test
    void hibernatesOwnServices_areWrappedWithoutAProxy() {
        JdbcServices services = ((SessionFactoryImplementor) sessions).getJdbcServices();
        assertThat(services).isInstanceOf(TracedJdbcServices.class);
        assertThat(Proxy.isProxyClass(services.getJdbcSelectExecutor().getClass()))
                .isFalse();
        assertThat(services.getJdbcMutationExecutor()).isInstanceOf(TracedMutationExecutor.class);
    }

    @Test
    @SuppressWarnings("deprecation") // The group's other ways to look at its listeners are to fire an event at them.
    void hibernatesOwnListeners_areWrappedWithoutAProxy() {
        EventListenerRegistry registry =
                ((SessionFactoryImplementor) sessions).getEventEngine().getListenerRegistry();
        List<Object> listeners = new ArrayList<>();
        EventType.values()
                .forEach(
                        type -> registry.getEventListenerGroup(type).listeners().forEach(listeners::add));
        assertThat(listeners)
                .noneMatch(listener -> Proxy.isProxyClass(listener.getClass()))
                .anyMatch(listener -> listener.getClass().getSimpleName().equals("TracedPersistListener"));
    }

    @Test
    void everyWrapperOfTheLibrary_isTested() throws Exception {
        List<String> known = new ArrayList<>(wrappers().map(Wrapper::name).toList());
        known.addAll(TESTED_ELSEWHERE);
        Set<String> ours = wrapperClasses();
        ours.removeIf(name -> name.endsWith("Listener") && !isLoadable(name));
        assertThat(known).containsAll(ours);
    }

    private Stream<Wrapper> wrappers() {
        HibernateTracing factory = HibernateTracing.of((SessionFactoryImplementor) sessions);
        Operations operations = factory.operations();
        ExecutedQueries queries = new UncalledQueries();
        TracedTransactionCoordinatorBuilder builder = new TracedTransactionCoordinatorBuilder(
                ((SessionFactoryImplementor) sessions)
                        .getServiceRegistry()
                        .getService(TransactionCoordinatorBuilder.class),
                tracing);
        Stream<Wrapper> services = Stream.of(
                new Wrapper(
                        "TracedConnectionProvider",
                        ConnectionProvider.class,
                        each -> TracedConnectionProvider.wrap((ConnectionProvider) each, tracing)),
                new Wrapper(
                        "TracedConnectionProvider",
                        MultiTenantConnectionProvider.class,
                        each -> TracedConnectionProvider.wrap((MultiTenantConnectionProvider<?>) each, tracing)),
                new Wrapper(
                        "TracedConnectionAccess",
                        JdbcConnectionAccess.class,
                        each -> new TracedConnectionAccess((JdbcConnectionAccess) each, session, factory)),
                new Wrapper(
                        "TracedJdbcServices",
                        JdbcServices.class,
                        each -> TracedJdbcServices.wrap((JdbcServices) each, tracing, queries),
                        "getJdbcEnvironment",
                        "getJdbcSelectExecutor",
                        "getJdbcMutationExecutor"),
                new Wrapper(
                        "TracedJdbcEnvironment",
                        JdbcEnvironment.class,
                        each -> CompileHooks.wrap((JdbcEnvironment) each),
                        "getSqlAstTranslatorFactory"),
                new Wrapper(
                        "TracedSqlAstTranslatorFactory",
                        SqlAstTranslatorFactory.class,
                        each -> Delegation.proxy(
                                each, new TracedSqlAstTranslatorFactory((SqlAstTranslatorFactory) each))),
                new Wrapper(
                        "TracedSelectExecutor",
                        JdbcSelectExecutor.class,
                        each -> SelectTracing.wrap((JdbcSelectExecutor) each, operations, queries)),
                new Wrapper(
                        "TracedMutationExecutor",
                        JdbcMutationExecutor.class,
                        each -> TracedMutationExecutor.wrap((JdbcMutationExecutor) each, operations, queries)),
                new Wrapper(
                        "TracedHqlTranslator",
                        HqlTranslator.class,
                        each -> new TracedHqlTranslator((HqlTranslator) each, session, factory)),
                new Wrapper(
                        "TracedTransactionCoordinatorBuilder",
                        TransactionCoordinatorBuilder.class,
                        each -> new TracedTransactionCoordinatorBuilder((TransactionCoordinatorBuilder) each, tracing),
                        "buildTransactionCoordinator"),
                new Wrapper(
                        "TracedTransactionCoordinator",
                        TransactionCoordinator.class,
                        each -> made("TracedTransactionCoordinator", each, builder, session),
                        "getTransactionDriverControl",
                        "getTransactionCoordinatorBuilder",
                        // Hibernate 6.6 has a form of it that asks the driver, which is traced.
                        "isTransactionActive"),
                new Wrapper(
                        "TracedSynchronization",
                        SynchronizationCallbackCoordinator.class,
                        each -> made("TracedSynchronization", each, made("JtaTransaction", session, builder))));
        return Stream.of(services, listeners(factory), caches(factory)).flatMap(Function.identity());
    }

    private static Stream<Wrapper> caches(HibernateTracing factory) {
        Supplier<CachedData> data = () -> CachedData.in("region");
        return Stream.of(
                new Wrapper(
                        "TracedCache",
                        CacheImplementor.class,
                        each -> TracedCache.around((CacheImplementor) each, factory),
                        "getEntityRegionAccess",
                        "getNaturalIdCacheRegionAccessStrategy",
                        "getCollectionRegionAccess",
                        "getTimestampsCache",
                        "getDefaultQueryResultsCache",
                        "getQueryResultsCache",
                        "getQueryResultsCacheStrictly"),
                cache("TracedEntityAccess", EntityDataAccess.class, factory, data),
                cache("TracedNaturalIdAccess", NaturalIdDataAccess.class, factory, data),
                cache("TracedCollectionAccess", CollectionDataAccess.class, factory, data),
                cache("TracedTimestamps", TimestampsCache.class, factory, data),
                cache("TracedQueryResults", QueryResultsCache.class, factory, data));
    }

    private static Wrapper cache(String name, Class<?> role, HibernateTracing factory, Supplier<CachedData> data) {
        return new Wrapper(
                name, role, each -> Forwarding.complete(each, made(name, each, made("CallsOnData", factory, data))));
    }

    /** The listeners are found: each is made from the one that it stands for, and how it is traced. */
    private Stream<Wrapper> listeners(HibernateTracing factory) {
        return wrapperClasses().stream()
                .filter(name -> name.endsWith("Listener"))
                .flatMap(name -> {
                    try {
                        Class<?>[] parameters = constructor(name).getParameterTypes();
                        Object how = parameters[1] == Operations.class
                                ? factory.operations()
                                : made("EntityOperations", factory);
                        return Stream.of(new Wrapper(
                                name, parameters[0], each -> Forwarding.complete(each, made(name, each, how))));
                    } catch (ClassNotFoundException | LinkageError ofAnotherHibernate) {
                        return Stream.empty();
                    }
                });
    }

    /** The listeners of events that this Hibernate does not have are never loaded. */
    private static boolean isLoadable(String name) {
        try {
            constructor(name);
            return true;
        } catch (ClassNotFoundException | LinkageError ofAnotherHibernate) {
            return false;
        }
    }

    /** An object of a class that other packages do not see. */
    private static Object made(String name, Object... arguments) {
        try {
            Constructor<?> constructor = constructor(name);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only one of the library's class of that simple name. */
    private static Constructor<?> constructor(String name) throws ClassNotFoundException {
        return Class.forName(CLASSES.get(name)).getDeclaredConstructors()[0];
    }

    private static Stream<Method> methods(Wrapper wrapper) {
        return Arrays.stream(wrapper.role.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !wrapper.answered.contains(method.getName()));
    }

    private static Object wrapped(Wrapper wrapper, Recorded original) {
        Object wrapped = wrapper.wrapping.apply(original.object);
        original.calls.clear();
        return wrapped;
    }

    private Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(values::of).toArray();
    }

    private static void assertArrived(Recorded original, Method method, Object[] arguments) {
        List<Recorded.Call> arrived =
                original.calls.stream().filter(call -> call.isOf(method)).toList();
        assertThat(arrived).as("calls of %s among %s", method, original.calls).hasSize(1);
        assertThat(original.calls).hasSize(1);
        assertThat(arrived.get(0).arguments())
                .usingElementComparator((a, b) -> a == b || a != null && a.equals(b) ? 0 : 1)
                .containsExactly(arguments);
    }

    private static Object unwrapped(Object result) {
        return result instanceof Connection connection ? ConnectionTracing.original(connection) : result;
    }

    private static String nameOf(Wrapper wrapper, Method method) {
        return wrapper.name + " " + wrapper.role.getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList();
    }

    /** The library's classes named after what they stand for; those for one version of Hibernate without its number. */
    private static Set<String> wrapperClasses() {
        return CLASSES.keySet().stream()
                .filter(name -> name.matches("Traced[A-Za-z]+(66|72)?"))
                .map(name -> name.replaceAll("(66|72)?$", ""))
                .filter(name -> !name.matches("Traced(Stateless)?Session(Factory(Builder)?)?"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The full names of the library's top-level classes, by their simple ones. */
    private static Map<String, String> classes() {
        try {
            File library = new File(OrmTracingSettings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<String> files = files(library)) {
                return files.filter(file -> file.matches("dev/ormtracing/hibernate/.*\\.class") && !file.contains("$"))
                        .map(file -> file.replace(".class", "").replace('/', '.'))
                        .filter(name -> !name.endsWith(".package-info"))
                        .collect(Collectors.toMap(
                                name -> name.substring(name.lastIndexOf('.') + 1), UnaryOperator.identity()));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> files(File library) throws IOException {
        if (library.isDirectory()) {
            Path folder = library.toPath();
            return Files.walk(folder).map(file -> folder.relativize(file).toString());
        }
        JarFile jar = new JarFile(library);
        return jar.stream().map(JarEntry::getName).onClose(() -> {
            try {
                jar.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private SessionFactory open() {
        Configuration configuration = new Configuration();
        configuration.getProperties().put("hibernate.orm_tracing.tracing", tracing);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        return configuration.buildSessionFactory();
    }
}
