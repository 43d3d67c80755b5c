package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.AuditModel;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The entities by which Envers keeps the history of others. They have no class, and JPA does not know them; they are
 * called like the audited entity, or the table that joins two of them, with a prefix and a suffix.
 */
final class AuditEntities {

    private static final String SETTINGS = "org.hibernate.envers.";

    private final SessionFactoryImplementor factory;
    private final Map<String, String> models;
    private final String prefix;
    private final String suffix;
    private final String idProperty;

    /** @param models the JPA names of the other entities */
    AuditEntities(SessionFactoryImplementor factory, Map<String, String> models) {
        this.factory = factory;
        this.models = models;
        this.prefix = setting("audit_table_prefix", "");
        this.suffix = setting("audit_table_suffix", "_AUD");
        this.idProperty = setting("original_id_prop_name", "originalId");
    }

    /** What each of them is called, by its name. */
    Map<String, String> models() {
        MappingMetamodelImplementor mapping = factory.getMappingMetamodel();
        Map<String, String> audits = new HashMap<>();
        mapping.forEachEntityDescriptor(entity -> {
            if (isAudit(entity)) {
                String audited = entity.getEntityName()
                        .substring(prefix.length(), entity.getEntityName().length() - suffix.length());
                String model = models.get(audited);
                audits.put(entity.getEntityName(), model == null ? audited : model);
            }
        });
        if (!audits.isEmpty()) {
            nameByOwners(mapping, audits);
        }
        audits.replaceAll((name, audited) -> AuditModel.of(audited));
        return audits;
    }

    private boolean isAudit(EntityPersister entity) {
        String name = entity.getEntityName();
        return !models.containsKey(name)
                && name.length() > prefix.length() + suffix.length()
                && name.startsWith(prefix)
                && name.endsWith(suffix)
                && idProperty.equals(entity.getIdentifierPropertyName());
    }

    /** The history of a join table is that of its collection's owner. */
    private void nameByOwners(MappingMetamodelImplementor mapping, Map<String, String> audits) {
        mapping.forEachCollectionDescriptor(collection -> {
            String table = collection.getAttributeMapping().getSeparateCollectionTable();
            String owner = models.get(collection.getOwnerEntityPersister().getEntityName());
            if (table != null && owner != null) {
                audits.computeIfPresent(
                        prefix + table.substring(table.lastIndexOf('.') + 1) + suffix, (name, audited) -> owner);
            }
        });
    }

    private String setting(String name, String ifAbsent) {
        @Nullable Object value = factory.getProperties().get(SETTINGS + name);
        return value == null ? ifAbsent : value.toString();
    }
}
