package dev.ormtracing.it.reliability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program did.
 *
 * @param answers what each step returned or threw, and what closing everything threw
 * @param calls the calls that the driver got
 * @param content the database afterwards
 */
record Outcome(List<String> answers, List<String> calls, List<String> content) {

    /** What differs, and how; null if nothing does. */
    @Nullable
    String differenceFrom(Outcome expected) {
        String answer = difference("answer", expected.answers, answers);
        String call = difference("call of the driver", expected.calls, calls);
        return answer != null ? answer : call != null ? call : difference("row", expected.content, content);
    }

    private static @Nullable String difference(String what, List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String without = i < expected.size() ? expected.get(i) : "nothing";
            String with = i < actual.size() ? actual.get(i) : "nothing";
            if (!without.equals(with)) {
                return what + " " + i + "\n  without: " + without + "\n  with:    " + with;
            }
        }
        return null;
    }
}
