/** Two are read as fast as one with a number. */
const FEWEST_EQUAL = 3;

/** Whether such a step took long enough for a span of its own makes no difference to what the operation did. */
const STEPS = new Set(['serialize', 'connect', 'hydrate', 'compile', 'prepare', 'cache']);

/** Numbers that are the same for spans that do the same, with all that is below them. */
function shapesOf(all, theirEnds) {
    const numbers = new Map();
    const shapes = new Int32Array(all.length);
    for (let i = all.length - 1; i >= 0; i--) {
        const { name, label, statement, error } = all[i];
        const parts = [name, label, statement, error];
        for (let child = i + 1; child < theirEnds[i]; child = theirEnds[child]) {
            if (!STEPS.has(all[child].type) || all[child].error !== undefined) {
                parts.push(shapes[child]);
            }
        }
        const key = JSON.stringify(parts);
        if (!numbers.has(key)) {
            numbers.set(key, numbers.size);
        }
        shapes[i] = numbers.get(key);
    }
    return shapes;
}

/** The spans, with one more before each row of equal siblings, which are a level further down. */
function withGroups(all) {
    const theirEnds = endsOf(all);
    const shapes = shapesOf(all, theirEnds);
    const shown = [];

    const add = (i, parent, level) => {
        const place = shown.push({ ...all[i], parent, level, depth: all[i].level }) - 1;
        addAll(i + 1, theirEnds[i], place, level + 1);
    };

    const addAll = (from, until, parent, level) => {
        for (let i = from; i < until;) {
            const equal = [i];
            let next = theirEnds[i];
            while (parent >= 0 && next < until && shapes[next] === shapes[i]) {
                equal.push(next);
                next = theirEnds[next];
            }
            const isGroup = equal.length >= FEWEST_EQUAL;
            const above = isGroup ? shown.push(groupOf(equal.map(one => all[one]), parent, level)) - 1 : parent;
            equal.forEach(one => add(one, above, isGroup ? level + 1 : level));
            i = next;
        }
    };

    addAll(0, all.length, -1, 1);
    return shown;
}

/** What stands for equal siblings: it lasts from the first to the last, and took what they took. */
function groupOf(members, parent, level) {
    const [first] = members;
    return {
        ...first,
        id: '',
        members,
        parent,
        level,
        until: members.reduce((latest, one) => Math.max(latest, one.start + one.nanos), 0),
        nanos: sum(members.map(one => one.nanos)),
        own: sum(members.map(one => one.own)),
        events: undefined,
        links: undefined,
    };
}
