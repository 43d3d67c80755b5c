package dev.ormtracing.benchmarks;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Spans that we have made for an operation, made again by the bare SDK: the same names, kinds, links, events and attributes,
 * the latter prebuilt. Read from {@code bare-trees}, where a line is a span below the one that is indented less, with
 * {@code @} one of its attributes, with {@code >} a link, and with {@code !} an event, whose attributes are below it.
 */
final class ReplayedTree {

    private final String name;
    private final SpanKind kind;
    private final int depth;
    private final AttributesBuilder builder = Attributes.builder();
    private final List<ReplayedTree> children = new ArrayList<>();
    private final List<ReplayedTree> events = new ArrayList<>();
    private boolean linked;
    private Attributes attributes = Attributes.empty();

    private ReplayedTree(String line) {
        String[] words = line.strip().split(" ");
        name = words[0];
        kind = words.length > 1 ? SpanKind.valueOf(words[1]) : SpanKind.INTERNAL;
        depth = indent(line);
    }

    static ReplayedTree load(String method, boolean compact) throws IOException {
        String file = "/bare-trees/" + method + (compact ? ".compact" : "") + ".txt";
        try (InputStream tree = ReplayedTree.class.getResourceAsStream(file)) {
            Iterator<String> lines = new String(tree.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .iterator();
            ReplayedTree root = new ReplayedTree(lines.next());
            lines.forEachRemaining(root::add);
            root.build();
            return root;
        }
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private void add(String line) {
        int indent = indent(line);
        ReplayedTree parent = this;
        while (!parent.children.isEmpty() && parent.lastChild().depth < indent) {
            parent = parent.lastChild();
        }
        String text = line.strip();
        switch (text.charAt(0)) {
            case '@' -> parent.attributed(indent).put(text.substring(1));
            case '>' -> parent.linked = true;
            case '!' -> parent.events.add(new ReplayedTree(line.replace("!", "")));
            default -> parent.children.add(new ReplayedTree(line));
        }
    }

    private ReplayedTree lastChild() {
        return children.get(children.size() - 1);
    }

    /** Whose attribute a line is that is indented like this: the span's, or that of its last event. */
    private ReplayedTree attributed(int indent) {
        ReplayedTree event = events.isEmpty() ? this : events.get(events.size() - 1);
        return event.depth < indent ? event : this;
    }

    private void put(String attribute) {
        String key = attribute.substring(0, attribute.indexOf('='));
        String value = attribute.substring(attribute.indexOf('=') + 1);
        if (key.endsWith(".duration")) {
            builder.put(key, Double.parseDouble(value));
        } else if (value.matches("\\d+")) {
            builder.put(key, Long.parseLong(value));
        } else if (value.equals("true")) {
            builder.put(key, true);
        } else if (value.startsWith("[")) {
            builder.put(key, value.substring(1, value.length() - 1).split(", "));
        } else {
            builder.put(key, value);
        }
    }

    private void build() {
        attributes = builder.build();
        events.forEach(ReplayedTree::build);
        children.forEach(ReplayedTree::build);
    }

    /** Attributes that the conventions want samplers to see are on the builder, and nothing is below what is not recorded. */
    void replay(Tracer tracer) {
        SpanBuilder start = tracer.spanBuilder(name);
        if (kind != SpanKind.INTERNAL) {
            start.setSpanKind(kind).setAllAttributes(attributes);
        }
        if (linked) {
            // To which span does not matter for what it costs.
            start.addLink(Span.current().getSpanContext());
        }
        Span span = start.startSpan();
        if (span.isRecording()) {
            if (kind == SpanKind.INTERNAL) {
                span.setAllAttributes(attributes);
            }
            try (Scope ignored = span.makeCurrent()) {
                for (int i = 0; i < children.size(); i++) {
                    children.get(i).replay(tracer);
                }
            }
            for (int i = 0; i < events.size(); i++) {
                span.addEvent(events.get(i).name, events.get(i).attributes);
            }
        }
        span.end();
    }
}
