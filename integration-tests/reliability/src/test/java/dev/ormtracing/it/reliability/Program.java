package dev.ormtracing.it.reliability;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an application does, step by step. Its text can be read back. */
record Program(List<Step> steps) {

    private static final int LONGEST = 30;
    private static final int NUMBERS = 10;
    private static final int WEIGHTS = Kind.ALL.stream().mapToInt(Kind::weight).sum();

    /** Always the same one for a seed. */
    static Program random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int length = 1 + random.nextInt(LONGEST);
        return new Program(
                IntStream.range(0, length).mapToObj(i -> step(random)).toList());
    }

    private static Step step(SplittableRandom random) {
        int left = random.nextInt(WEIGHTS);
        int index = 0;
        while (left >= Kind.ALL.get(index).weight()) {
            left -= Kind.ALL.get(index++).weight();
        }
        return new Step(Kind.ALL.get(index), random.nextInt(NUMBERS), random.nextInt(NUMBERS), random.nextInt(NUMBERS));
    }

    static Program parse(String text) {
        return new Program(
                Arrays.stream(text.trim().split("\\s+")).map(Step::parse).toList());
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(" "));
    }
}
