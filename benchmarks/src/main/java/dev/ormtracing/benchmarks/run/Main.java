package dev.ormtracing.benchmarks.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line; {@code benchmarks/README.md} describes it. */
public final class Main {

    private static final String USAGE = """
            full [FORKS [PATTERN]]      everything; 3 forks by default; cases that match the regular expression only
            floor [FORKS]               us beside the bare SDK that makes the same spans
            insight                     the bytes of each insight that can be switched on or off, one fork
            bytes [PATTERN]             the bytes of everything, one fork; times mean nothing
            quick                       one short fork of the most important cases
            check BYTES.properties      one short fork of all that is recorded there; fails if we allocate more
            record BYTES.properties     the same, and records it there
            table RESULTS.json [FILE [NAME...]]  the tables of a run again, between the marks in the Markdown file if
                                        one is named, only those that are named
            """;

    private static final int MAX_CHECKS = 3;

    private static final Path RESULTS = Path.of("benchmarks", "target", "results");

    private Main() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "full" -> {
                int forks = args.length > 1 ? Integer.parseInt(args[1]) : 3;
                String pattern = args.length > 2 ? args[2] : "";
                List<Case> cases = matching(Plan.full(), pattern);
                report(run("full", Effort.FULL, cases, forks));
            }
            case "floor" -> {
                int forks = args.length > 1 ? Integer.parseInt(args[1]) : 3;
                report(run("floor", Effort.FULL, Plan.floor(), forks));
            }
            case "insight" -> report(run("insight", Effort.COUNTED, Plan.insight(), 1));
            case "bytes" -> {
                List<Case> cases = matching(Plan.full(), args.length > 1 ? args[1] : "").stream()
                        .filter(Case::isCountable)
                        .toList();
                report(run("bytes", Effort.COUNTED, cases, 1));
            }
            case "quick" -> report(quick());
            case "check" -> System.exit(check(Path.of(args[1])) ? 0 : 1);
            case "record" -> new BytesGuard(Figures.read(guarded())).record(Path.of(args[1]));
            case "table" -> table(args);
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static List<Case> matching(List<Case> cases, String pattern) {
        return cases.stream()
                .filter(measured -> measured.toString().matches(".*(" + pattern + ").*"))
                .toList();
    }

    private static Path quick() throws Exception {
        return run("quick", Effort.COUNTED, Plan.quick(), 1);
    }

    /** The least counts: what a JVM has compiled less well is measured again in others. */
    private static boolean check(Path recorded) throws Exception {
        Path file = RESULTS.resolve("guarded.json");
        Rounds rounds = new Rounds(Effort.COUNTED, file);
        for (int round = 1; round <= MAX_CHECKS; round++) {
            if (!rounds.run(Plan.guarded(), 1)) {
                return false;
            }
            if (new BytesGuard(Figures.read(file)).passes(recorded)) {
                return true;
            }
        }
        return false;
    }

    private static Path guarded() throws Exception {
        return run("guarded", Effort.COUNTED, Plan.guarded(), 1);
    }

    private static Path run(String name, Effort effort, List<Case> cases, int rounds) throws Exception {
        Path file = RESULTS.resolve(name + ".json");
        if (!new Rounds(effort, file).run(cases, rounds)) {
            System.exit(1);
        }
        return file;
    }

    private static void report(Path results) throws Exception {
        String tables = Tables.of(Figures.read(results)).all();
        Path file = results.resolveSibling(results.getFileName().toString().replace(".json", ".md"));
        Files.writeString(file, tables);
        System.out.println(tables);
        System.out.println("Results: " + results + ", " + file);
    }

    private static void table(String[] args) throws Exception {
        Tables tables = Tables.of(Figures.read(Path.of(args[1])));
        if (args.length == 2) {
            System.out.println(tables.all());
        } else {
            tables.writeInto(Path.of(args[2]), List.of(args).subList(3, args.length));
        }
    }
}
