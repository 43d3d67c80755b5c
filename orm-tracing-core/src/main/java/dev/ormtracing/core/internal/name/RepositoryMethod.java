package dev.ormtracing.core.internal.name;

import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A method of a repository, as spans tell it. What its operations and statements have besides is put together once for each of
 * them: equal spans have the same object. Thread-safe.
 */
public final class RepositoryMethod {

    /** A method runs few different statements; those of one place take turns. */
    private static final int PLACES = 8;

    private final String name;
    private final AtomicReferenceArray<@Nullable Whole> known = new AtomicReferenceArray<>(PLACES);

    private record Whole(Attributes part, Attributes all) {}

    RepositoryMethod(String name) {
        this.name = name;
    }

    /** These attributes, which are known by their identity, and the method. */
    public Attributes with(Attributes part) {
        int place = System.identityHashCode(part) & PLACES - 1;
        Whole last = known.get(place);
        if (last == null || last.part != part) {
            last = new Whole(
                    part,
                    part.toBuilder().put(OrmAttributes.REPOSITORY_METHOD, name).build());
            known.set(place, last);
        }
        return last.all;
    }
}
