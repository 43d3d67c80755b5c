package dev.ormtracing.testing.internal.failure;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree as lines, in which equal siblings that follow one another are one, with their number: {@code operation Post.find ×10}.
 * Siblings that take turns are one group, after a line with the number of its turns: {@code ×10, the next 2:}.
 */
public final class Folded {

    /** Two are read as fast as one with a number. */
    private static final int FEWEST = 3;

    /** What one turn of a loop does; more is a rare coincidence, and takes long to look for. */
    private static final int LARGEST_GROUP = 4;

    private final List<String> folded = new ArrayList<>();
    private final List<String> lines;
    private final int mark;

    private Folded(List<String> lines, int mark) {
        this.lines = lines;
        this.mark = mark;
    }

    /**
     * @param lines a mark, two blanks a level, and what the line says
     * @param mark the length of the marks
     */
    public static List<String> lines(List<String> lines, int mark) {
        Folded all = new Folded(lines, mark);
        int from = 0;
        while (from < lines.size()) {
            from = all.fold(from);
        }
        return all.folded;
    }

    /** Adds what begins at a line, and says where the next begins. */
    private int fold(int from) {
        for (int siblings = 1; siblings <= LARGEST_GROUP; siblings++) {
            int end = endOf(from, siblings);
            if (end < 0) {
                break;
            }
            int times = times(from, end);
            if (times >= FEWEST) {
                add(from, end, siblings, times);
                return from + times * (end - from);
            }
        }
        int end = endOf(from);
        folded.add(lines.get(from));
        folded.addAll(lines(lines.subList(from + 1, end), mark));
        return end;
    }

    private void add(int from, int end, int siblings, int times) {
        String first = lines.get(from);
        if (siblings == 1) {
            folded.add(first + " ×" + times);
            folded.addAll(lines(lines.subList(from + 1, end), mark));
        } else {
            folded.add(first.substring(0, mark + depth(from)) + "×" + times + ", the next " + siblings + ":");
            folded.addAll(lines(lines.subList(from, end), mark));
        }
    }

    /** How often the lines are there, one after the other. */
    private int times(int from, int end) {
        int length = end - from;
        int times = 1;
        for (int next = end; next + length <= lines.size() && isRepeated(from, end, next); next += length) {
            times++;
        }
        return times;
    }

    private boolean isRepeated(int from, int end, int next) {
        int nextEnd = next + end - from;
        return lines.subList(from, end).equals(lines.subList(next, nextEnd))
                && (nextEnd == lines.size() || depth(nextEnd) <= depth(from));
    }

    /** Where the children of so many siblings end; -1 when there are fewer. */
    private int endOf(int from, int siblings) {
        int end = from;
        for (int i = 0; i < siblings; i++) {
            if (end == lines.size() || depth(end) != depth(from)) {
                return -1;
            }
            end = endOf(end);
        }
        return end;
    }

    /** Where the children of a line end. */
    private int endOf(int from) {
        int end = from + 1;
        while (end < lines.size() && depth(end) > depth(from)) {
            end++;
        }
        return end;
    }

    private int depth(int line) {
        String text = lines.get(line).substring(mark);
        return text.length() - text.stripLeading().length();
    }
}
