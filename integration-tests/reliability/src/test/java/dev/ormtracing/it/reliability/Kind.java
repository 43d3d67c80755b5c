package dev.ormtracing.it.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a step can be. It makes of three numbers something that always can be done, whatever the steps before were: that is
 * what lets a program be shortened anywhere.
 *
 * @param weight how often it is chosen, compared with the others
 */
record Kind(String name, int weight, Action action) {

    static final List<Kind> ALL = all();
    static final Map<String, Kind> BY_NAME = ALL.stream().collect(Collectors.toMap(Kind::name, Function.identity()));

    /** What is done; what it returns or throws is compared. */
    interface Action {

        @Nullable
        Object run(Application application, int a, int b, int c) throws Exception;
    }

    private static List<Kind> all() {
        List<Kind> all = new ArrayList<>();
        all.addAll(SessionKinds.ALL);
        all.addAll(EntityKinds.ALL);
        all.addAll(QueryKinds.ALL);
        all.addAll(StatelessKinds.ALL);
        return List.copyOf(all);
    }
}
