package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.recording.TraceBuffer;
import dev.ormtracing.testing.internal.span.SpanNames;
import dev.ormtracing.testing.internal.text.Terminal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prints each span tree with durations when its root has ended:
 *
 * <pre>{@code
 *   3.21 ms  operation User.find orm.result.count=1
 *   41.3 µs  ├─ serialize
 *  210.0 µs  ├─ connect
 *   2.70 ms  ├─ db_query CLIENT select users  select u1_0.id,u1_0.name from users u1_0 where u1_0.id=?
 *   18.1 µs  └─ hydrate
 * }</pre>
 *
 * <p>Spans with an N+1, writes without a batch, a rollback, a pagination in memory or a large result are marked.
 *
 * <p>A root is a span without a parent in this process. Until it ends, its spans are kept, at most
 * {@link Builder#maxSpans(int)} of them in {@link Builder#maxTraces(int)} traces; beyond that the oldest trace is printed
 * as far as it is known. {@code forceFlush()} and {@code shutdown()} print what is left. A part of a tree that is printed
 * without its root is marked {@code (parent not printed)}.
 *
 * <p>For development and demonstrations; use it with {@code SimpleSpanProcessor} to see each tree at once. The text of
 * statements is printed, as recorded. Thread-safe; a tree is written with one call.
 *
 * @since 0.1.0
 */
public final class TreePrintingSpanExporter implements SpanExporter {

    private final TraceBuffer buffer;
    private final TreePrinter printer;
    private final Consumer<String> output;

    private TreePrintingSpanExporter(Builder builder) {
        buffer = new TraceBuffer(builder.maxSpans, builder.maxTraces);
        boolean colors = builder.colors != null ? builder.colors : builder.toTerminal && Terminal.showsColors();
        printer = new TreePrinter(builder.names, builder.format, builder.width, colors, builder.ascii, builder.compact);
        output = builder.output;
    }

    /** Prints to {@code System.out}. */
    public static TreePrintingSpanExporter create() {
        return builder().build();
    }

    /** Prints to a stream. */
    public static TreePrintingSpanExporter create(PrintStream stream) {
        return builder().output(stream).build();
    }

    /** Passes each tree on, for instance to a logger: lines joined by {@code \n}, without a line separator at the end. */
    public static TreePrintingSpanExporter create(Consumer<String> output) {
        return builder().output(output).build();
    }

    /** Returns a builder, which has every default. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return print(buffer.add(spans));
    }

    @Override
    public CompletableResultCode flush() {
        return print(buffer.drain());
    }

    @Override
    public CompletableResultCode shutdown() {
        return flush();
    }

    private CompletableResultCode print(List<List<SpanData>> groups) {
        groups.stream().map(printer::print).forEach(output);
        return CompletableResultCode.ofSuccess();
    }

    /**
     * Configures a {@link TreePrintingSpanExporter}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        // System.out is looked up for each tree, since applications and test runners replace it.
        private Consumer<String> output = tree -> System.out.println(tree + System.lineSeparator());
        private SpanNames names = SpanNames.STANDARD;
        private TreeFormat format = TreeFormat.standard()
                .withAttributes(
                        "orm.lazy",
                        "orm.result.count",
                        "orm.flush.entities",
                        "orm.flush.collections",
                        "db.operation.batch.size");
        private int width = Terminal.width();
        private boolean toTerminal = true;
        private @Nullable Boolean colors;
        private boolean compact = true;
        private boolean ascii = !Terminal.showsUnicode();
        private int maxSpans = 10_000;
        private int maxTraces = 1_000;

        private Builder() {}

        /** Prints to a stream, an empty line after each tree. Default: {@code System.out}. */
        public Builder output(PrintStream stream) {
            Objects.requireNonNull(stream, "stream");
            output(tree -> stream.println(tree + System.lineSeparator()));
            toTerminal = stream == System.out;
            return this;
        }

        /** Passes each tree on, without a line separator at the end. */
        public Builder output(Consumer<String> output) {
            this.output = Objects.requireNonNull(output, "output");
            toTerminal = false;
            return this;
        }

        /**
         * Sets the prefixes of names by which spans of any tracer count as spans of the ORM. Spans of orm-tracing always
         * do. Default: {@code orm:client:}.
         */
        public Builder spanNamePrefix(String prefix, String... more) {
            names = SpanNames.of(prefix, more);
            return this;
        }

        /** What is shown of a span. Default: the standard form, counts of rows, flushes and batches, lazy loads. */
        public Builder format(TreeFormat format) {
            this.format = Objects.requireNonNull(format, "format");
            return this;
        }

        /** Cuts lines after this many characters. 0: never. Default: {@code COLUMNS} of the environment, else the width of the terminal, else 120. */
        public Builder width(int characters) {
            width = notNegative(characters, "characters");
            return this;
        }

        /**
         * Whether to color errors and marks, and to dim durations and statements, by ANSI escape sequences. Default: when
         * trees are printed to standard output, that is a terminal, and the environment has neither {@code NO_COLOR} nor
         * {@code TERM=dumb}.
         */
        public Builder colors(boolean colors) {
            this.colors = colors;
            return this;
        }

        /**
         * Whether three or more equal siblings in a row are told as one and a number, and the line of a root ends with the
         * name of its service and the id of its trace. Default: yes.
         */
        public Builder compact(boolean compact) {
            this.compact = compact;
            return this;
        }

        /** Whether to do without box-drawing characters and {@code µ}. Default: when standard output cannot show them. */
        public Builder ascii(boolean ascii) {
            this.ascii = ascii;
            return this;
        }

        /** How many spans wait for their root. Default: 10,000. */
        public Builder maxSpans(int spans) {
            maxSpans = notNegative(spans, "spans");
            return this;
        }

        /** How many traces wait for their root. Default: 1,000. */
        public Builder maxTraces(int traces) {
            maxTraces = notNegative(traces, "traces");
            return this;
        }

        /** The exporter, to be given to a span processor. */
        public TreePrintingSpanExporter build() {
            return new TreePrintingSpanExporter(this);
        }

        private static int notNegative(int value, String name) {
            if (value < 0) {
                throw new IllegalArgumentException(name + " must not be negative: " + value);
            }
            return value;
        }
    }
}
