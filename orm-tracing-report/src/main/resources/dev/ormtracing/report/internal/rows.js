/** More spans than these are folded at first. */
const MOST_OPEN = 1000;

/** Which spans are rows, and in which order. A filter keeps what matches and what is above it. */
const rows = {
    reset() {
        this.shown = [];
        this.position = new Int32Array(spans.length);
        this.siblings = new Int32Array(spans.length);
        this.rowOf = new Int32Array(spans.length);
        this.collapsed = new Uint8Array(spans.length);
        this.kept = this.matches = this.before = null;
        this.matchCount = spans.length;
        this.sort(byId('sort').value);
        spans.forEach((span, i) => {
            this.collapsed[i] = span.members || spans.length > MOST_OPEN && hasChildren(i) ? 1 : 0;
        });
    },

    /** By the start, the duration or the number of statements of each trace. */
    sort(key) {
        const statements = i => {
            let count = 0;
            for (let below = i; below < ends[i]; below++) {
                count += spans[below].type === 'db_query' && !spans[below].members ? 1 : 0;
            }
            return count;
        };
        const by = { nanos: i => spans[i].nanos, statements }[key];
        this.order = spans.map((span, i) => i).filter(i => spans[i].parent < 0);
        if (by) {
            const values = new Map(this.order.map(i => [i, by(i)]));
            this.order.sort((one, other) => values.get(other) - values.get(one));
        }
    },

    refresh() {
        const shown = [];
        const counts = new Map();
        this.rowOf.fill(-1);
        for (const root of this.order) {
            this.add(root, shown, counts);
        }
        for (const i of shown) {
            this.siblings[i] = counts.get(spans[i].parent);
        }
        this.shown = shown;
    },

    add(root, shown, counts) {
        for (let i = root; i < ends[root];) {
            if (this.kept && !this.kept[i]) {
                i = ends[i];
                continue;
            }
            const parent = spans[i].parent;
            const position = (counts.get(parent) || 0) + 1;
            counts.set(parent, position);
            this.position[i] = position;
            this.rowOf[i] = shown.length;
            shown.push(i);
            i = this.collapsed[i] ? ends[i] : i + 1;
        }
    },

    isExpandable(i) {
        if (!hasChildren(i)) {
            return false;
        }
        if (!this.kept) {
            return true;
        }
        for (let child = i + 1; child < ends[i]; child = ends[child]) {
            if (this.kept[child]) {
                return true;
            }
        }
        return false;
    },

    collapseAll(collapsed) {
        for (let i = 0; i < spans.length; i++) {
            this.collapsed[i] = collapsed && hasChildren(i) ? 1 : 0;
        }
    },

    reveal(i) {
        for (let above = spans[i].parent; above >= 0; above = spans[above].parent) {
            this.collapsed[above] = 0;
        }
    },

    /** What was expanded before a filter is so again after it. */
    filter(accepts) {
        if (!accepts) {
            this.collapsed = this.before || this.collapsed;
            this.before = this.kept = this.matches = null;
            this.matchCount = spans.length;
            return;
        }
        this.before = this.before || this.collapsed;
        this.collapsed = new Uint8Array(spans.length);
        this.matches = new Uint8Array(spans.length);
        this.kept = new Uint8Array(spans.length);
        this.matchCount = 0;
        for (let i = spans.length - 1; i >= 0; i--) {
            if (!spans[i].members && accepts(spans[i], i)) {
                this.matches[i] = this.kept[i] = 1;
                this.matchCount++;
            }
            if (this.kept[i] && spans[i].parent >= 0) {
                this.kept[spans[i].parent] = 1;
            }
        }
    },
};

const UNITS = { ns: 1, us: 1e3, 'µs': 1e3, ms: 1e6, s: 1e9 };

/** What is looked through for a word of the filter; made when a filter is used for the first time. */
function textOf(span) {
    if (span.text === undefined) {
        const parts = [span.label, span.name, span.type || 'application', span.kind, span.error, span.id, ...span.attributes];
        for (const event of span.events || []) {
            parts.push(event.name, ...event.attributes);
        }
        span.text = parts.join('\n').toLowerCase();
    }
    return span.text;
}

function criterion(word) {
    const [, side, number, unit] = /^([<>])([\d.]+)(ns|us|µs|ms|s)?$/.exec(word) || [];
    if (side) {
        const nanos = Number(number) * UNITS[unit || 'ms'];
        return side === '>' ? span => span.nanos > nanos : span => span.nanos < nanos;
    }
    if (word === 'error') {
        return (span, i) => failures[i] === 1;
    }
    if (word === 'n+1') {
        return (span, i) => repeated.has(i);
    }
    if (word.startsWith('type:')) {
        return span => (span.type || 'application') === word.slice(5);
    }
    if (/^statement:\d+$/.test(word)) {
        const statement = Number(word.slice(10)) - 1;
        return span => span.statement === statement;
    }
    return span => textOf(span).includes(word);
}

/** All words must be met; null when nothing is asked for. */
function criteria(text, errorsOnly) {
    const all = text.toLowerCase().split(/\s+/).filter(word => word).map(criterion);
    if (errorsOnly) {
        all.push((span, i) => failures[i] === 1);
    }
    return all.length ? (span, i) => all.every(one => one(span, i)) : null;
}
