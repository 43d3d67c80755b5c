package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.internal.delegation.Forwarding;
import dev.ormtracing.hibernate.internal.session.ExecutedQueries;
import dev.ormtracing.hibernate.internal.session.Operations;
import java.util.Map;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.LobCreationContext;
import org.hibernate.engine.jdbc.LobCreator;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.env.spi.ExtractedDatabaseMetaData;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.engine.jdbc.spi.SqlStatementLogger;
import org.hibernate.service.spi.Configurable;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.Startable;
import org.hibernate.service.spi.Stoppable;
import org.hibernate.sql.ast.spi.ParameterMarkerStrategy;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Hands out traced executors. Every query and every load of entities and collections passes the select executor, which
 * makes it the safety net, and the place that tells an entity's rows from other ones.
 */
public final class TracedJdbcServices
        implements JdbcServices, ServiceRegistryAwareService, Configurable, Startable, Stoppable {

    private final JdbcServices delegate;
    private final Operations operations;
    private final JdbcSelectExecutor selectExecutor;
    private final JdbcMutationExecutor mutationExecutor;
    private volatile @Nullable JdbcEnvironment environment;

    private TracedJdbcServices(JdbcServices delegate, OrmTracing tracing, ExecutedQueries queries) {
        this.delegate = delegate;
        this.operations = new Operations(tracing.tracer());
        this.selectExecutor = SelectTracing.wrap(delegate.getJdbcSelectExecutor(), operations, queries);
        this.mutationExecutor = TracedMutationExecutor.wrap(delegate.getJdbcMutationExecutor(), operations, queries);
    }

    public static JdbcServices wrap(JdbcServices delegate, OrmTracing tracing, ExecutedQueries queries) {
        return Forwarding.complete(delegate, new TracedJdbcServices(delegate, tracing, queries));
    }

    @Override
    public JdbcSelectExecutor getJdbcSelectExecutor() {
        return selectExecutor;
    }

    @Override
    public JdbcMutationExecutor getJdbcMutationExecutor() {
        return mutationExecutor;
    }

    @Override
    public void injectServices(ServiceRegistryImplementor registry) {
        InjectedServices.inject(delegate, registry);
    }

    @Override
    public void configure(Map<String, Object> settings) {
        if (delegate instanceof Configurable configurable) {
            configurable.configure(settings);
        }
    }

    @Override
    public void start() {
        if (delegate instanceof Startable startable) {
            startable.start();
        }
    }

    @Override
    public void stop() {
        if (delegate instanceof Stoppable stoppable) {
            stoppable.stop();
        }
    }

    @Override
    public JdbcEnvironment getJdbcEnvironment() {
        JdbcEnvironment wrapped = environment;
        if (wrapped == null) {
            wrapped = wrapEnvironment();
        }
        return wrapped;
    }

    /** The real service has no environment before it is configured. */
    private synchronized JdbcEnvironment wrapEnvironment() {
        JdbcEnvironment original = delegate.getJdbcEnvironment();
        if (original != null && environment == null) {
            environment = CompileHooks.wrap(original);
        }
        return environment == null ? original : environment;
    }

    @Override
    public JdbcConnectionAccess getBootstrapJdbcConnectionAccess() {
        return delegate.getBootstrapJdbcConnectionAccess();
    }

    @Override
    public Dialect getDialect() {
        return delegate.getDialect();
    }

    @Override
    public SqlStatementLogger getSqlStatementLogger() {
        return delegate.getSqlStatementLogger();
    }

    @Override
    public ParameterMarkerStrategy getParameterMarkerStrategy() {
        return delegate.getParameterMarkerStrategy();
    }

    @Override
    public SqlExceptionHelper getSqlExceptionHelper() {
        return delegate.getSqlExceptionHelper();
    }

    @Override
    public ExtractedDatabaseMetaData getExtractedMetaDataSupport() {
        return delegate.getExtractedMetaDataSupport();
    }

    @Override
    public LobCreator getLobCreator(LobCreationContext context) {
        return delegate.getLobCreator(context);
    }
}
