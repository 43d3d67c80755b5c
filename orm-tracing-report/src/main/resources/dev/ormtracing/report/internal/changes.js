/** Slower is what takes at least so many times as long as before, and so many nanoseconds longer. */
const SLOWER = 1.5;
const LEAST_SLOWER = 500_000;

/** What may have happened to something, the worst first. */
const CHANGES = ['new', 'more', 'more statements', 'slower', 'gone', 'fewer', 'fewer statements', 'faster', 'same'];

/** Two runs, thing by thing: what has the same key is the same thing. */
function changesOf(before, now, key) {
    const old = new Map(before.map(one => [key(one), one]));
    const all = now.map(one => {
        const was = old.get(key(one));
        old.delete(key(one));
        return change(key(one), was, one);
    });
    old.forEach((one, name) => all.push(change(name, one, undefined)));
    return all.sort((one, other) => CHANGES.indexOf(one.kinds[0]) - CHANGES.indexOf(other.kinds[0]) || Math.abs(other.time) - Math.abs(one.time));
}

function change(what, was, is) {
    const kinds = !was ? ['new'] : !is ? ['gone'] : differences(was, is);
    return { what, was, is, kinds: kinds.length ? kinds : ['same'], time: (is ? is.total : 0) - (was ? was.total : 0) };
}

function differences(was, is) {
    const mean = one => one.total / Math.max(1, one.count);
    const each = one => (one.statements || 0) / Math.max(1, one.count);
    return [
        is.count > was.count && 'more',
        each(is) > each(was) && 'more statements',
        isSlower(mean(was), mean(is)) && 'slower',
        is.count < was.count && 'fewer',
        each(is) < each(was) && 'fewer statements',
        isSlower(mean(is), mean(was)) && 'faster',
    ].filter(kind => kind);
}

const isSlower = (was, is) => is >= SLOWER * was && is - was >= LEAST_SLOWER;

/** What was read one by one, however often in how many places. */
function repetitionsBySubject(repetitions) {
    const all = new Map();
    for (const { what, count, total, remedy, at } of repetitions) {
        const sums = all.get(what) || { what, count: 0, total: 0, remedy, slowest: at };
        sums.count += count;
        sums.total += total;
        all.set(what, sums);
    }
    return [...all.values()];
}

/** The JSON of a report, from its page or by itself. The page's JSON has no "<", so nothing of it is parsed as HTML. */
function reportIn(text) {
    const [, json] = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(text) || [undefined, undefined, text];
    const report = JSON.parse(json ?? text);
    const isReport = [report.operations, report.statements, report.repetitions, report.traces].every(Array.isArray);
    if (!isReport) {
        throw new Error('no report');
    }
    return report;
}
