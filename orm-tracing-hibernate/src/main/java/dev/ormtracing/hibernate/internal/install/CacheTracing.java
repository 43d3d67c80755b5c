package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.cache.TracedCache;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import java.lang.reflect.Field;
import java.util.List;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.engine.spi.CacheInitiator;
import org.hibernate.service.internal.SessionFactoryServiceRegistryBuilderImpl;
import org.hibernate.service.spi.SessionFactoryServiceInitiator;
import org.hibernate.service.spi.SessionFactoryServiceInitiatorContext;
import org.hibernate.service.spi.SessionFactoryServiceRegistryBuilder;
import org.jspecify.annotations.Nullable;

/** Puts tracing around the caches that a session factory gets from whoever else makes them. */
final class CacheTracing implements SessionFactoryServiceInitiator<CacheImplementor> {

    private final SessionFactoryServiceInitiator<CacheImplementor> original;

    private CacheTracing(SessionFactoryServiceInitiator<CacheImplementor> original) {
        this.original = original;
    }

    static void install(SessionFactoryServiceRegistryBuilder registry) {
        SessionFactoryServiceInitiator<CacheImplementor> registered = lastOf(registry);
        if (registered != null && !(registered instanceof CacheTracing)) {
            registry.addInitiator(new CacheTracing(registered));
        }
    }

    /**
     * The initiator that counts is the last one, be it Hibernate's or another contributor's, and the builder has no getter
     * to ask. Null where the caches are no service of the factory's own.
     */
    @SuppressWarnings("unchecked")
    private static @Nullable SessionFactoryServiceInitiator<CacheImplementor> lastOf(
            SessionFactoryServiceRegistryBuilder registry) {
        List<SessionFactoryServiceInitiator<?>> registered;
        try {
            Field field = SessionFactoryServiceRegistryBuilderImpl.class.getDeclaredField("initiators");
            field.setAccessible(true);
            registered = (List<SessionFactoryServiceInitiator<?>>) field.get(registry);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return CacheInitiator.INSTANCE;
        }
        SessionFactoryServiceInitiator<CacheImplementor> last = null;
        for (SessionFactoryServiceInitiator<?> initiator : registered) {
            if (initiator.getServiceInitiated() == CacheImplementor.class) {
                last = (SessionFactoryServiceInitiator<CacheImplementor>) initiator;
            }
        }
        return last;
    }

    @Override
    public Class<CacheImplementor> getServiceInitiated() {
        return CacheImplementor.class;
    }

    @Override
    public @Nullable CacheImplementor initiateService(SessionFactoryServiceInitiatorContext context) {
        CacheImplementor cache = original.initiateService(context);
        if (cache == null) {
            return null;
        }
        try {
            return TracedCache.around(cache, context.getServiceRegistry().requireService(HibernateTracing.class));
        } catch (Throwable e) {
            Guard.report(e);
            return cache;
        }
    }
}
