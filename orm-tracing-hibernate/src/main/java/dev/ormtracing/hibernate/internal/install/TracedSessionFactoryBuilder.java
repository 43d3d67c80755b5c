package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.hibernate.internal.subclass.SessionVariant;
import java.lang.reflect.Method;
import org.hibernate.SessionFactory;
import org.hibernate.boot.SessionFactoryBuilder;
import org.hibernate.boot.internal.MetadataImpl;
import org.hibernate.boot.spi.SessionFactoryBuilderImplementor;
import org.jspecify.annotations.Nullable;

/** Hibernate's own builder, but for the class of the factory. */
final class TracedSessionFactoryBuilder extends Delegation {

    private final SessionFactoryBuilderImplementor builder;
    private final MetadataImpl metadata;
    private final SessionVariant variant;

    private TracedSessionFactoryBuilder(
            SessionFactoryBuilderImplementor builder, MetadataImpl metadata, SessionVariant variant) {
        super(builder);
        this.builder = builder;
        this.metadata = metadata;
        this.variant = variant;
    }

    static SessionFactoryBuilder around(
            SessionFactoryBuilderImplementor builder, MetadataImpl metadata, SessionVariant variant) {
        return Delegation.proxy(builder, new TracedSessionFactoryBuilder(builder, metadata, variant));
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return method.getName().equals("build") && method.getParameterCount() == 0
                ? build()
                : proceed(method, arguments);
    }

    private SessionFactory build() {
        try {
            return variant.build(metadata, builder.buildSessionFactoryOptions(), metadata.getBootstrapContext());
        } catch (LinkageError e) {
            Guard.report(e);
            return builder.build();
        }
    }
}
