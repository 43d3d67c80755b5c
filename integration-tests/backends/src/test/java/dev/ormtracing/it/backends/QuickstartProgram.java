package dev.ormtracing.it.backends;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The quickstart as its own command runs it: its class path, the variables of a page, and nothing else. */
final class QuickstartProgram {

    private static final Pattern EXPORTED = Pattern.compile("^== (\\d+) spans exported$", Pattern.MULTILINE);
    private static final Pattern PRINTED = Pattern.compile("^ +[0-9.]+ [nµm]?s  [│├└─ ]*", Pattern.MULTILINE);
    private static final Pattern FOLDED = Pattern.compile("… and ×(\\d+) the same");

    private final String output;

    private QuickstartProgram(String output) {
        this.output = output;
    }

    static QuickstartProgram run(Map<String, String> variables) throws IOException, InterruptedException {
        String quickstart = "../../examples/quickstart/target/";
        String classPath = ChildJvm.directory().resolve(quickstart + "classes")
                + File.pathSeparator
                + ChildJvm.classPath(quickstart + "quickstart.classpath");
        return new QuickstartProgram(new ChildJvm(classPath, "-Dorg.jboss.logging.provider=slf4j")
                .environment(variables)
                .run("dev.ormtracing.examples.quickstart.Quickstart"));
    }

    /** The lines of its output, those of its exporters among them. */
    Stream<String> lines() {
        return output.lines();
    }

    /** How many spans it says that it has exported. */
    int exported() {
        Matcher line = EXPORTED.matcher(output);
        if (!line.find()) {
            throw new IllegalStateException("Nothing was exported:\n" + output);
        }
        return Integer.parseInt(line.group(1));
    }

    /** How many spans are in the trees that it prints, in those that it tells in one line too. */
    int printed() {
        String trees = output.substring(0, output.indexOf("\n== What to conclude\n"));
        List<Integer> depths = new ArrayList<>();
        int hidden = 0;
        for (MatchResult line : PRINTED.matcher(trees).results().toList()) {
            int depth = line.group().length();
            Matcher folded = FOLDED.matcher(trees).region(line.end(), trees.length());
            if (folded.lookingAt()) {
                int spansOfEach = depths.size() - depths.lastIndexOf(depth);
                hidden += Integer.parseInt(folded.group(1)) * spansOfEach;
            } else {
                depths.add(depth);
            }
        }
        return depths.size() + hidden;
    }
}
