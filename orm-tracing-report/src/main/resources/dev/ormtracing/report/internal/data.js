/** What was recorded. */
let data;
/** What the tree shows: the recorded spans, and before equal siblings one that stands for them. Places are those in here. */
let spans;
/** The place after all that is below each span. */
let ends;
/** The first span of each trace. */
let roots;
/** Where something went wrong: what only let an exception pass has a child that failed. */
let failures;
/** The spans below which something was read one by one. */
let repeated;
let places;

function show(recorded) {
    data = recorded;
    spans = withGroups(data.spans);
    ends = endsOf(spans);
    places = new Map();
    roots = [];
    failures = new Uint8Array(spans.length);
    for (let i = spans.length - 1; i >= 0; i--) {
        const { parent, members, error, trace } = spans[i];
        if (!members) {
            places.set(placeOf(spans[i]), i);
            failures[i] = error === undefined ? 0 : 1;
        }
        if (parent < 0) {
            roots[trace] = i;
        }
    }
    for (const span of data.spans) {
        if (span.error !== undefined && span.parent >= 0) {
            failures[places.get(placeOf(data.spans[span.parent]))] = 0;
        }
    }
    repeated = new Set(data.repetitions.map(repetition => places.get(repetition.at)));
    zoom.clear();
    rows.reset();
    tree.reset();
    flame.reset();
}

function endsOf(all) {
    const found = new Int32Array(all.length);
    for (let i = all.length - 1, open = []; i >= 0; i--) {
        while (open.length && all[open[open.length - 1]].level > all[i].level) {
            open.pop();
        }
        found[i] = open.length ? open[open.length - 1] : all.length;
        open.push(i);
    }
    return found;
}

const placeOf = span => data.traces[span.trace].id + '-' + span.id;

/** The place of what an address ends with: a span, or a trace, whose first span is meant. */
function placeAt(address) {
    const trace = data.traces.findIndex(one => one.id === address);
    return trace < 0 ? places.get(address) : roots[trace];
}

/** Keys and values take turns. */
function attribute(span, key) {
    const at = span.attributes.indexOf(key);
    return at >= 0 && at % 2 === 0 ? span.attributes[at + 1] : undefined;
}

const hasChildren = i => ends[i] > i + 1;

/** The first operations of a transaction, which has no name of its own. */
function contentOf(i) {
    const names = new Set();
    for (let child = i + 1; child < ends[i] && names.size < 4; child = ends[child]) {
        if (spans[child].type === 'operation') {
            names.add(spans[child].label);
        }
    }
    const [first, second, third, more] = names;
    return [first, second, third, more && '…'].filter(name => name).join(', ');
}
