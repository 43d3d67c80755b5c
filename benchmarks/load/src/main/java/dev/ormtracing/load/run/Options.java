package dev.ormtracing.load.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What the command line asks for. */
record Options(boolean guard, int minutes, Set<Variant> variants, Scenario scenario) {

    private static final int POOL = 10;

    /** @throws IllegalArgumentException if it is none that we know */
    static Options parse(String... arguments) {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("a command and minutes, please");
        }
        boolean guard = switch (arguments[0]) {
            case "run" -> false;
            case "check" -> true;
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        Set<Variant> variants =
                guard ? EnumSet.of(Variant.OURS, Variant.OPENTELEMETRY_JDBC) : EnumSet.allOf(Variant.class);
        int pool = POOL;
        int clients = 2 * Runtime.getRuntime().availableProcessors();
        boolean metrics = false;
        for (String option : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            String value = option.substring(option.indexOf('=') + 1);
            switch (option.substring(0, option.length() - value.length())) {
                case "--variants=" -> variants = variants(value);
                case "--pool=" -> pool = Integer.parseInt(value);
                case "--clients=" -> clients = Integer.parseInt(value);
                case "" -> metrics |= isMetrics(value);
                default -> throw new IllegalArgumentException(option);
            }
        }
        return new Options(
                guard, Integer.parseInt(arguments[1]), withBaselines(variants), new Scenario(pool, metrics, clients));
    }

    private static boolean isMetrics(String option) {
        if (!option.equals("--metrics")) {
            throw new IllegalArgumentException(option);
        }
        return true;
    }

    private static Set<Variant> variants(String names) {
        Set<Variant> variants = EnumSet.noneOf(Variant.class);
        for (String name : names.split(",")) {
            variants.add(Variant.named(name));
        }
        return variants;
    }

    private static Set<Variant> withBaselines(Set<Variant> variants) {
        Set<Variant> all = EnumSet.copyOf(variants);
        variants.forEach(variant -> {
            all.add(variant.baseline());
            all.add(variant.baseline().baseline());
        });
        return all;
    }

    Plan plan() {
        return guard ? Plan.guarding(minutes) : Plan.ofMinutes(minutes);
    }
}
