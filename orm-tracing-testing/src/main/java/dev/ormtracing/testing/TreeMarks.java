package dev.ormtracing.testing;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.ormtracing.testing.internal.span.NPlusOneEvent;
import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody who looks at a tree should not miss. */
final class TreeMarks {

    private static final AttributeKey<List<String>> READS = stringArrayKey(NPlusOneEvent.READS);
    private static final AttributeKey<List<String>> WRITES = stringArrayKey(NPlusOneEvent.WRITES);
    private static final AttributeKey<String> OUTCOME = stringKey("orm.transaction.outcome");
    private static final AttributeKey<Boolean> IN_MEMORY_PAGINATION = booleanKey("orm.query.in_memory_pagination");
    private static final AttributeKey<Boolean> LARGE_RESULT = booleanKey("orm.large_result");

    private TreeMarks() {}

    /** In a few words, empty for most spans. */
    static String of(SpanTree tree) {
        List<String> marks = new ArrayList<>();
        addSubjects("N+1: ", tree.attribute(READS), marks);
        addSubjects("unbatched: ", tree.attribute(WRITES), marks);
        if ("rolled_back".equals(tree.attribute(OUTCOME))) {
            marks.add("rolled back");
        }
        if (Boolean.TRUE.equals(tree.attribute(IN_MEMORY_PAGINATION))) {
            marks.add("pagination in memory");
        }
        if (Boolean.TRUE.equals(tree.attribute(LARGE_RESULT))) {
            marks.add("large result");
        }
        return String.join("; ", marks);
    }

    private static void addSubjects(String what, @Nullable List<String> subjects, List<String> marks) {
        if (subjects != null) {
            marks.add(what + String.join(", ", subjects));
        }
    }
}
