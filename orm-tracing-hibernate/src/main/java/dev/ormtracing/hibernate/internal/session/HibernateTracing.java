package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.span.StartLine;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Version;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.service.Service;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What one session factory is traced with. A service of the factory's own registry, so that it is found from whatever
 * Hibernate hands to a hook, and lives no longer than the factory. Thread-safe; no method throws.
 */
public final class HibernateTracing implements Service {

    private static final long serialVersionUID = 1L;

    private static final HibernateTracing DISABLED =
            new HibernateTracing(OrmTracing.builder().enabled(false).build(), false, null);

    final transient Operations operations;
    final transient OperationTracer tracer;
    private final transient ConnectionTracing connections;
    private final boolean enabled;
    private final transient @Nullable ModelNames models;

    /** Whether connections come from a provider that Hibernate has not brought along; null until a session asks. */
    private transient volatile @Nullable Boolean lentByTheApplication;

    private final transient HqlTexts hqlTexts;
    private final transient KnownQueries knownQueries = new KnownQueries();
    private final transient StatementPurposes purposes = new StatementPurposes();
    private final transient CountingStatements countingStatements = new CountingStatements(this);
    private final transient Map<String, CollectionRole> roles = new ConcurrentHashMap<>();

    private final transient StartLine startLine = new StartLine();

    /** The close of a factory that is none of ours, while it is under way. */
    private transient volatile Frame disconnect = Frame.NOOP;

    private HibernateTracing(OrmTracing tracing, boolean enabled, @Nullable ModelNames models) {
        this.tracer = tracing.tracer();
        this.operations = new Operations(tracer);
        tracer.recognizeOptimisticLock(OptimisticLock::isBehind);
        this.connections = ConnectionTracing.of(tracing);
        this.hqlTexts = new HqlTexts(tracing.statements().display().queryText());
        this.enabled = enabled;
        this.models = models;
    }

    public static HibernateTracing create(SessionFactoryImplementor factory, OrmTracing tracing) {
        return new HibernateTracing(tracing, true, new ModelNames(factory));
    }

    /** The tracing of a factory whose settings forbid it. */
    public static HibernateTracing disabled() {
        return DISABLED;
    }

    public static HibernateTracing of(SharedSessionContractImplementor session) {
        return session instanceof Traced traced ? traced.tracing() : of(session.getFactory());
    }

    /** Whether a session opened now is to be traced: while there is no SDK, it is Hibernate's own and costs what that costs. */
    public static boolean isTracing(SessionFactoryImplementor factory) {
        return of(factory).tracer().isEnabled();
    }

    public static HibernateTracing of(SessionFactoryImplementor factory) {
        try {
            HibernateTracing found = factory.getServiceRegistry().getService(HibernateTracing.class);
            return found == null ? DISABLED : found;
        } catch (RuntimeException closed) {
            return DISABLED;
        }
    }

    /** The close that is under way of the factory with that registry and is not current, or a no-op one. */
    public static Frame disconnectIn(ServiceRegistry registry) {
        try {
            HibernateTracing found = registry.getService(HibernateTracing.class);
            return found == null ? Frame.NOOP : found.disconnect;
        } catch (RuntimeException ofNoFactory) {
            return Frame.NOOP;
        }
    }

    public void disconnects(Frame close) {
        disconnect = close;
    }

    /** Whether the setting allows tracing; whether an SDK is there is asked at each operation. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Whether the connections of that factory, which is the one of this, come from a provider of the application's. */
    public boolean isLentByTheApplication(SessionFactoryImplementor factory) {
        Boolean known = lentByTheApplication;
        if (known == null) {
            known = LentConnection.isLentByTheApplication(factory);
            lentByTheApplication = known;
        }
        return known;
    }

    /** Tells the operator of that factory, which is the one of this, once there is an SDK. */
    public void tellStart(SessionFactoryImplementor factory) {
        if (!startLine.told) {
            boolean sessions = factory.getClass().getName().startsWith("dev.ormtracing.");
            startLine.tell(
                    tracer.instrumenter,
                    "the SessionFactory " + (factory.getName() == null ? "" : factory.getName() + " ")
                            + "of Hibernate ORM " + Version.getVersionString()
                            + (sessions ? " with its sessions" : " by its services and events alone"));
        }
    }

    CountingStatements countingStatements() {
        return countingStatements;
    }

    public StatementPurposes purposes() {
        return purposes;
    }

    /** What a collection is called whose role has this name. */
    public CollectionRole roleOf(SharedSessionContractImplementor session, @Nullable String roleName) {
        return roleOf(session.getFactory(), roleName);
    }

    /** What a collection is called whose role has this name. */
    public CollectionRole roleOf(SessionFactoryImplementor factory, @Nullable String roleName) {
        CollectionRole known = roleName == null ? CollectionRole.UNKNOWN : roles.get(roleName);
        if (known != null) {
            return known;
        }
        try {
            return roles.computeIfAbsent(roleName, name -> CollectionRole.of(this, factory, name));
        } catch (Throwable e) {
            Guard.report(e);
            return CollectionRole.UNKNOWN;
        }
    }

    /** What a lazy attribute is called that is no collection. */
    public CollectionRole attributeOf(SharedSessionContractImplementor session, String entityName, String attribute) {
        return roles.computeIfAbsent(
                entityName + "." + attribute, role -> CollectionRole.ofAttribute(this, session, entityName, attribute));
    }

    public KnownQueries knownQueries() {
        return knownQueries;
    }

    public HqlTexts hqlTexts() {
        return hqlTexts;
    }

    public ConnectionTracing connections() {
        return connections;
    }

    public OperationTracer tracer() {
        return tracer;
    }

    public Operations operations() {
        return operations;
    }

    /** The JPA name of a Hibernate entity name, null if there is none. */
    public @Nullable String modelOf(@Nullable String entityName) {
        return models == null || entityName == null ? null : models.of(entityName);
    }

    /** The JPA name of an entity class or a proxy's or enhanced subclass of it, null if it is none. */
    public @Nullable String modelOf(@Nullable Class<?> entityClass) {
        return models == null || entityClass == null ? null : models.of(entityClass);
    }

    /** The JPA name of an entity's type. Never initialises a proxy. */
    public @Nullable String modelOf(SharedSessionContractImplementor session, @Nullable Object entity) {
        if (entity == null || models == null) {
            return null;
        }
        // Hibernate's guess asks every resolver; only of proxies, maps and the like it is the one that knows.
        String plain = models.of(entity.getClass().getName());
        if (plain != null) {
            return plain;
        }
        try {
            // A stateless session would initialise it to guess.
            LazyInitializer proxy = HibernateProxy.extractLazyInitializer(entity);
            return modelOf(
                    proxy != null && proxy.isUninitialized()
                            ? proxy.getEntityName()
                            : session.bestGuessEntityName(entity));
        } catch (RuntimeException notAnEntity) {
            return null;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }
}
