package dev.ormtracing.it.reliability;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call that the application makes, with what it chooses by the three numbers. */
record Step(Kind kind, int a, int b, int c) {

    private static final Pattern TEXT = Pattern.compile("(\\w+)\\((\\d+),(\\d+),(\\d+)\\)");

    @Nullable
    Object run(Application application) throws Exception {
        return kind.action().run(application, a, b, c);
    }

    static Step parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches() || !Kind.BY_NAME.containsKey(matcher.group(1))) {
            throw new IllegalArgumentException("no step: " + text);
        }
        return new Step(
                Kind.BY_NAME.get(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)));
    }

    @Override
    public String toString() {
        return kind.name() + "(" + a + "," + b + "," + c + ")";
    }
}
