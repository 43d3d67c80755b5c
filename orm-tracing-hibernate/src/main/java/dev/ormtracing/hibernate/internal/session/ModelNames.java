package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.base.Guard;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.jspecify.annotations.Nullable;

/** The JPA names of one factory's entities. Bounded by the metamodel, hence no cache; thread-safe. */
final class ModelNames {

    private final SessionFactoryImplementor factory;
    private volatile @Nullable Map<String, String> byEntityName;

    ModelNames(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    @Nullable
    String of(String entityName) {
        return names().get(entityName);
    }

    /** A proxy's or an enhanced class extends the entity's. */
    @Nullable
    String of(Class<?> entityClass) {
        Map<String, String> names = names();
        for (Class<?> type = entityClass; type != null; type = type.getSuperclass()) {
            String name = names.get(type.getName());
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    private Map<String, String> names() {
        Map<String, String> names = byEntityName;
        if (names == null) {
            names = read();
            // While the factory is being built, its metamodel may not be complete.
            if (!names.isEmpty()) {
                byEntityName = names;
            }
        }
        return names;
    }

    private Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        try {
            // Through the JPA interface: Hibernate's own getters do not return the same types in all versions.
            EntityManagerFactory jpa = factory;
            jpa.getMetamodel().getEntities().forEach(entity -> {
                names.put(entity.getName(), entity.getName());
                if (entity instanceof EntityDomainType) {
                    names.put(((EntityDomainType<?>) entity).getHibernateEntityName(), entity.getName());
                }
            });
            names.putAll(new AuditEntities(factory, names).models());
        } catch (Throwable e) {
            Guard.report(e);
        }
        return names;
    }
}
