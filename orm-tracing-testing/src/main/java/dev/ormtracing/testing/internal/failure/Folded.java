package dev.ormtracing.testing.internal.failure;

import java.util.ArrayList;
import java.util.List;

/** A tree as lines, in which equal siblings that follow one another are one, with their number: {@code operation Post.find ×10}. */
public final class Folded {

    /** Two are read as fast as one with a number. */
    private static final int FEWEST = 3;

    private Folded() {}

    /**
     * @param lines a mark, two blanks a level, and what the line says
     * @param mark the length of the marks
     */
    public static List<String> lines(List<String> lines, int mark) {
        List<String> folded = new ArrayList<>();
        int from = 0;
        while (from < lines.size()) {
            int end = endOf(lines, from, mark);
            int times = 1;
            while (isRepeated(lines, from, end, end + (times - 1) * (end - from), mark)) {
                times++;
            }
            times = times < FEWEST ? 1 : times;
            folded.add(times == 1 ? lines.get(from) : lines.get(from) + " ×" + times);
            folded.addAll(lines(lines.subList(from + 1, end), mark));
            from = end + (times - 1) * (end - from);
        }
        return folded;
    }

    /** Where the children of a line end. */
    private static int endOf(List<String> lines, int from, int mark) {
        int end = from + 1;
        while (end < lines.size() && depth(lines.get(end), mark) > depth(lines.get(from), mark)) {
            end++;
        }
        return end;
    }

    private static boolean isRepeated(List<String> lines, int from, int end, int next, int mark) {
        int nextEnd = next + end - from;
        return nextEnd <= lines.size()
                && lines.subList(from, end).equals(lines.subList(next, nextEnd))
                && endOf(lines, next, mark) == nextEnd;
    }

    private static int depth(String line, int mark) {
        String text = line.substring(mark);
        return text.length() - text.stripLeading().length();
    }
}
