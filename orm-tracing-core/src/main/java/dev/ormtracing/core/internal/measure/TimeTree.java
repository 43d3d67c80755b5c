package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.name.SpanType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one operation went: phases, statements and what was nested, equal ones added up, in the order of their
 * first time. Bounded: further ones are only counted. Of one thread at a time.
 */
public final class TimeTree {

    private static final int MAX_ENTRIES = 100;

    final SpanType type;

    /** What the operation or the statement is called; empty for what needs no name. */
    String name;

    final @Nullable String text;
    public int count = 1;
    public long nanos;

    /** How many entries there was no room for. */
    public int leftOut;

    long leftOutNanos;

    /** All below. */
    private int entries;

    private @Nullable TimeTree first;
    private @Nullable TimeTree last;
    private @Nullable TimeTree next;

    public TimeTree(SpanType type, String name, @Nullable String text) {
        this.type = type;
        this.name = name;
        this.text = text;
    }

    /** Something without anything below it. */
    public void add(SpanType type, String name, @Nullable String text, long nanos) {
        TimeTree known = find(type, name, text);
        if (known != null) {
            known.count++;
            known.nanos += nanos;
        } else if (entries == MAX_ENTRIES) {
            leftOut++;
            leftOutNanos += nanos;
        } else {
            TimeTree made = new TimeTree(type, name, text);
            made.nanos = nanos;
            append(made);
            entries++;
        }
    }

    /** Something that has ended, with all that is below; it is not used any more. */
    public void add(TimeTree ended) {
        add(ended, MAX_ENTRIES - entries);
    }

    public List<TimeTree> children() {
        List<TimeTree> children = new ArrayList<>();
        for (TimeTree child = first; child != null; child = child.next) {
            children.add(child);
        }
        return children;
    }

    /** Gives back how many entries there are more. */
    private int add(TimeTree ended, int room) {
        int more = 0;
        TimeTree known = find(ended.type, ended.name, ended.text);
        if (known != null) {
            known.count += ended.count;
            known.nanos += ended.nanos;
            more = known.addChildren(ended, room);
        } else if (ended.entries < room) {
            append(ended);
            more = ended.entries + 1;
        } else {
            leftOut += ended.count;
            leftOutNanos += ended.nanos;
        }
        entries += more;
        return more;
    }

    private int addChildren(TimeTree other, int room) {
        int more = 0;
        TimeTree child = other.first;
        while (child != null) {
            TimeTree following = child.next;
            more += add(child, room - more);
            child = following;
        }
        leftOut += other.leftOut;
        leftOutNanos += other.leftOutNanos;
        return more;
    }

    private void append(TimeTree child) {
        child.next = null;
        if (last == null) {
            first = child;
        } else {
            last.next = child;
        }
        last = child;
    }

    private @Nullable TimeTree find(SpanType type, String name, @Nullable String text) {
        for (TimeTree child = first; child != null; child = child.next) {
            if (child.type == type && child.name.equals(name) && Objects.equals(child.text, text)) {
                return child;
            }
        }
        return null;
    }
}
