/** Nobody looks at less: a microsecond. */
const SHORTEST_WINDOW = 1000;

/** Which part of the time lines is shown: a window of one trace, or of all where they have one scale; else all of it. */
const zoom = {
    trace: -1,
    from: 0,
    until: 0,

    wholeOf: trace => tree.oneScale ? tree.longest : data.traces[trace].nanos,

    isOn(trace) {
        return this.trace >= 0 && (tree.oneScale || trace === this.trace);
    },

    windowOf(trace) {
        return this.isOn(trace) ? [this.from, this.until] : [0, this.wholeOf(trace)];
    },

    clear() {
        this.trace = -1;
    },

    /** The whole time line again. */
    reset() {
        this.clear();
        tree.rescale();
    },

    set(from, until) {
        if (tree.active < 0) {
            return;
        }
        const { trace } = spans[tree.active];
        const whole = this.wholeOf(trace);
        const length = Math.min(whole, Math.max(SHORTEST_WINDOW, until - from));
        this.from = Math.max(0, Math.min(from, whole - length));
        this.until = this.from + length;
        this.trace = length < whole ? trace : -1;
        tree.rescale();
    },

    /** More of it, or less; the middle stays where it is, and is that of the selected span if nothing else is said. */
    by(factor, middle = this.middle()) {
        if (tree.active >= 0) {
            const [from, until] = this.windowOf(spans[tree.active].trace);
            this.set(middle - (middle - from) * factor, middle + (until - middle) * factor);
        }
    },

    middle() {
        const span = spans[tree.active];
        const [from, until] = this.windowOf(span.trace);
        const middle = (span.start + endOf(span)) / 2;
        return middle > from && middle < until ? middle : (from + until) / 2;
    },

    pan(share) {
        if (tree.active >= 0 && this.isOn(spans[tree.active].trace)) {
            const by = (this.until - this.from) * share;
            this.set(this.from + by, this.until + by);
        }
    },

    /** The selected span, with some of what is around it. */
    fit() {
        if (tree.active >= 0) {
            const span = spans[tree.active];
            const margin = (endOf(span) - span.start) / 20;
            this.set(span.start - margin, endOf(span) + margin);
        }
    },

    /** A window is of one trace: where another one is looked at, it shows all of it. */
    follow(trace) {
        if (this.trace >= 0 && !this.isOn(trace)) {
            this.clear();
            tree.rescale();
        }
    },
};

const endOf = span => span.until ?? span.start + span.nanos;
