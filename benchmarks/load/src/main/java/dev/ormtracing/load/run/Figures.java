package dev.ormtracing.load.run;

/**
 * What an application's JVM has spent.
 *
 * @param spans that were exported
 * @param cpu nanoseconds of the whole process
 * @param threads nanoseconds of Java's threads, hence without the compiler and the collector
 * @param bytes allocated by those threads
 */
record Figures(long spans, long cpu, long threads, long bytes) {

    static Figures parse(String text) {
        String[] words = text.split(" ");
        return new Figures(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    Figures minus(Figures before) {
        return new Figures(spans - before.spans, cpu - before.cpu, threads - before.threads, bytes - before.bytes);
    }
}
