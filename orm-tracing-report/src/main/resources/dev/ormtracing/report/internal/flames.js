/** Blocks for a flame view. Each has its place on a line from 0 to `nanos` of the whole, and a lane below its parent. */

/** The spans of a trace as they ran. What runs at the same time as its sibling gets a lane further down. */
function flamesOfTrace(trace) {
    const all = data.spans;
    const first = all.findIndex(span => span.trace === trace);
    const blocks = new Map();
    const full = [];
    for (let i = first; i < all.length && all[i].trace === trace; i++) {
        const span = all[i];
        const parent = blocks.get(span.parent);
        const block = blockOf(span, parent);
        Object.assign(block, { from: span.start, until: span.start + span.nanos, count: 1, nanos: span.nanos, own: span.own, longest: span });
        block.lane = parent ? parent.lane + 1 : 0;
        while (full[block.lane] > block.from) {
            block.lane++;
        }
        full[block.lane] = block.until;
        blocks.set(i, block);
    }
    return { top: blocks.get(first), nanos: data.traces[trace].nanos, lanes: full.length };
}

/** What has the same path of labels is one block, as wide as all of it took; the widest is first. */
function flamesByShape() {
    const top = { label: plural(data.traces.length, 'trace'), phase: 'application', count: 1, nanos: 0, own: 0, children: [], byKey: new Map() };
    const blocks = [];
    for (const span of data.spans) {
        const parent = span.parent < 0 ? top : blocks[span.parent];
        const key = JSON.stringify([span.name, span.label, span.statement]);
        let block = parent.byKey.get(key);
        if (!block) {
            block = blockOf(span, parent);
            Object.assign(block, { count: 0, nanos: 0, own: 0, longest: span, byKey: new Map() });
            parent.byKey.set(key, block);
        }
        block.count++;
        block.nanos += span.nanos;
        block.own += span.own;
        block.longest = span.nanos > block.longest.nanos ? span : block.longest;
        blocks.push(block);
    }
    top.nanos = sum(top.children.map(child => child.nanos));
    return { top, nanos: top.nanos, lanes: place(top, 0, top.nanos, 0) };
}

function blockOf(span, parent) {
    const block = { label: span.label, phase: data.phases[span.phase], failed: span.error !== undefined, parent, children: [] };
    parent?.children.push(block);
    return block;
}

/** Children that ran at once took longer than their parent: they share its width. Gives the number of lanes. */
function place(block, from, until, lane) {
    Object.assign(block, { from, until, lane });
    block.children.sort((one, other) => other.nanos - one.nanos);
    const all = Math.max(block.nanos, sum(block.children.map(child => child.nanos)));
    let lanes = lane + 1;
    let at = from;
    for (const child of block.children) {
        const width = all > 0 ? (until - from) * child.nanos / all : 0;
        lanes = Math.max(lanes, place(child, at, at + width, lane + 1));
        at += width;
    }
    return lanes;
}
