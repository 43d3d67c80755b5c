/** What is shown; all numbers of spans are places in data.spans. */
let data;
let spans;
/** The number of the first span after all that is below each span. */
let ends;
/** The spans below which something was read one by one. */
let repeated;
let places;

function show(recorded) {
    data = recorded;
    spans = data.spans;
    ends = new Int32Array(spans.length);
    for (let i = spans.length - 1, open = []; i >= 0; i--) {
        while (open.length && spans[open[open.length - 1]].level > spans[i].level) {
            open.pop();
        }
        ends[i] = open.length ? open[open.length - 1] : spans.length;
        open.push(i);
    }
    places = new Map(spans.map((span, i) => [placeOf(span), i]));
    repeated = new Set(data.repetitions.map(repetition => places.get(repetition.at)));
    rows.reset();
    tree.reset();
}

const placeOf = span => data.traces[span.trace].id + '-' + span.id;

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
