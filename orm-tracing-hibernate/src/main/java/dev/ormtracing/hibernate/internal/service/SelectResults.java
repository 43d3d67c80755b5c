package dev.ormtracing.hibernate.internal.service;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.results.graph.DomainResult;
import org.hibernate.sql.results.graph.entity.EntityResult;
import org.hibernate.sql.results.jdbc.internal.JdbcValuesMappingProducerStandard;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMappingProducer;
import org.jspecify.annotations.Nullable;

/** What becomes of the rows of a select, as far as that is known before it runs: not of a native query. */
final class SelectResults {

    private static final String READ = "$$_hibernate_read_";

    private SelectResults() {}

    /** The name of the first entity that is selected, or null. */
    static @Nullable String entity(JdbcValuesMappingProducer producer, SharedSessionContractImplementor session) {
        for (DomainResult<?> result : of(producer, session)) {
            if (result instanceof EntityResult<?> entity) {
                return entity.getEntityValuedModelPart().getEntityMappingType().getEntityName();
            }
        }
        return null;
    }

    /**
     * The attribute that is read, if the select loads a group of lazy attributes by the id of their entity. The select
     * is the same whichever of the group that is; only the accessor knows, and that is on the stack.
     */
    static @Nullable String lazyAttribute(
            JdbcValuesMappingProducer producer, SharedSessionContractImplementor session) {
        List<String> group = of(producer, session).stream()
                .map(DomainResult::getNavigablePath)
                .filter(path -> path != null && path.getParent() != null)
                .map(NavigablePath::getLocalName)
                .toList();
        if (group.size() < 2) {
            return group.isEmpty() ? null : group.get(0);
        }
        return StackWalker.getInstance().walk(SelectResults::attributeRead).orElse(group.get(0));
    }

    /** The role of the collection whose element is all that is selected, or null. */
    static @Nullable String collectionOfElement(
            JdbcValuesMappingProducer producer, SharedSessionContractImplementor session) {
        List<DomainResult<?>> results = of(producer, session);
        NavigablePath element = results.size() == 1 ? results.get(0).getNavigablePath() : null;
        NavigablePath collection = element == null ? null : element.getParent();
        return element != null
                        && collection != null
                        && collection.getParent() == null
                        && element.getLocalName().equals(CollectionPart.Nature.ELEMENT.getName())
                ? collection.getFullPath()
                : null;
    }

    private static Optional<String> attributeRead(Stream<StackWalker.StackFrame> frames) {
        return frames.map(StackWalker.StackFrame::getMethodName)
                .filter(method -> method.startsWith(READ))
                .map(method -> method.substring(READ.length()))
                .findFirst();
    }

    private static List<DomainResult<?>> of(
            JdbcValuesMappingProducer producer, SharedSessionContractImplementor session) {
        if (!(producer instanceof JdbcValuesMappingProducerStandard)) {
            return List.of();
        }
        try {
            return producer.resolve(null, session.getLoadQueryInfluencers(), session.getFactory())
                    .getDomainResults();
        } catch (RuntimeException needsMetadata) {
            return List.of();
        }
    }
}
