const LANE = 28;
/** Narrower blocks are one with their neighbours, in pixels. */
const NARROWEST = 4;

const flames = byId('flames');
const flame = {
    byShape: false,
    all: null,
    active: null,
    /** The block that has the whole width. */
    focus: null,
    drawn: [],

    start() {
        byId('flame-trace').addEventListener('click', () => this.choose(false));
        byId('flame-shape').addEventListener('click', () => this.choose(true));
        byId('flame-out').addEventListener('click', () => this.act('Escape'));
        byId('flame-which').addEventListener('change', event => {
            tree.choose(roots[event.target.value]);
            this.open();
        });
        flames.addEventListener('keydown', event => {
            if (!event.ctrlKey && !event.altKey && !event.metaKey && this.act(event.key)) {
                event.preventDefault();
            }
        });
        flames.addEventListener('click', event => {
            const block = event.target.closest('[role=treeitem]');
            if (block) {
                this.enter(this.drawn[block.dataset.number]);
            }
        });
        new ResizeObserver(() => this.render()).observe(flames);
    },

    reset() {
        this.all = null;
    },

    /** Made when it is looked at. */
    open() {
        const trace = tree.active < 0 ? -1 : spans[tree.active].trace;
        if (!this.all || !this.byShape && this.trace !== trace) {
            this.trace = trace;
            this.all = trace < 0 ? null : this.byShape ? flamesByShape() : flamesOfTrace(trace);
            this.active = this.focus = this.all && this.all.top;
            this.fillTraces();
        }
        byId('flame-trace').setAttribute('aria-pressed', !this.byShape);
        byId('flame-shape').setAttribute('aria-pressed', this.byShape);
        this.render();
    },

    /** The longest traces, and the one that is shown. */
    fillTraces() {
        const longest = data.traces.map((trace, n) => n).sort((one, other) => data.traces[other].nanos - data.traces[one].nanos)
            .slice(0, MOST_ROWS);
        const all = this.trace < 0 || longest.includes(this.trace) ? longest : [this.trace, ...longest];
        byId('flame-which').replaceChildren(...all.map(n => element('option', { value: n },
            data.traces[n].label + ' · ' + duration(data.traces[n].nanos) + (data.traces[n].content ? ' · ' + data.traces[n].content : ''))));
        byId('flame-which').value = this.trace;
        byId('flame-which').hidden = this.byShape;
    },

    choose(byShape) {
        this.byShape = byShape;
        this.all = null;
        this.open();
    },

    /** Shows a block and what is below it in the whole width. */
    enter(block) {
        this.active = this.focus = block;
        this.render();
    },

    act(key) {
        const { active } = this;
        if (!active) {
            return false;
        }
        const siblings = active.parent ? active.parent.children : [active];
        const at = siblings.indexOf(active);
        switch (key) {
            case 'ArrowUp': return this.move(active.parent);
            case 'ArrowDown': return this.move(active.children[0]);
            case 'ArrowLeft': return this.move(siblings[at - 1]);
            case 'ArrowRight': return this.move(siblings[at + 1]);
            case 'Home': return this.move(this.all.top);
            case 'Enter':
            case ' ': this.enter(active); return true;
            case 'Escape':
            case 'Backspace': this.enter(this.focus.parent ?? this.all.top); return true;
            default: return false;
        }
    },

    /** A block that is too narrow to be seen, or out of sight, shares its parent's width, or has all of it. */
    move(block) {
        if (block) {
            this.active = block;
            const [from, until] = this.window();
            if (this.widthOf(block) < NARROWEST || block.from >= until || block.until <= from) {
                this.focus = block.parent ?? block;
            }
            if (this.widthOf(block) < NARROWEST) {
                this.focus = block;
            }
            this.render();
        }
        return true;
    },

    /** What did not end with the first span of its trace is in the view of all of it. */
    window() {
        const { focus } = this;
        return focus === this.all.top ? [0, this.all.nanos] : [focus.from, Math.max(focus.until, focus.from + 1)];
    },

    pixels() {
        const [from, until] = this.window();
        return until > from ? flames.clientWidth / (until - from) : 0;
    },

    widthOf(block) {
        return (block.until - block.from) * this.pixels();
    },

    render() {
        this.drawn = [];
        const elements = [];
        if (this.all) {
            this.add([this.all.top], elements);
        }
        byId('blocks').replaceChildren(...elements);
        byId('blocks').style.height = (this.all ? this.all.lanes * LANE : 0) + 'px';
        const at = this.drawn.indexOf(this.active);
        if (at >= 0) {
            flames.setAttribute('aria-activedescendant', 'block-' + at);
            elements[at].setAttribute('aria-selected', true);
        } else {
            flames.removeAttribute('aria-activedescendant');
        }
        byId('flame-out').disabled = !this.all || this.focus === this.all.top;
        this.tell();
    },

    /** Siblings in the window; narrow ones that touch are one block, and what is below them is not drawn. */
    add(siblings, elements) {
        let narrow = [];
        const flush = () => {
            if (narrow.length) {
                const block = narrow.length === 1 ? narrow[0] : severalOf(narrow);
                elements.push(this.element(block));
                narrow = [];
            }
        };
        const [from, until] = this.window();
        for (const block of siblings) {
            if (block.until < from || block.from > until) {
                continue;
            }
            const last = narrow[narrow.length - 1];
            if (last && (block.lane !== last.lane || (block.from - last.until) * this.pixels() >= NARROWEST)) {
                flush();
            }
            if (this.widthOf(block) < NARROWEST && block !== this.active) {
                narrow.push(block);
                continue;
            }
            flush();
            elements.push(this.element(block));
            this.add(block.children, elements);
        }
        flush();
    },

    element(block) {
        const number = this.drawn.push(block) - 1;
        const [from] = this.window();
        const left = Math.max(0, (block.from - from) * this.pixels());
        const right = Math.min(flames.clientWidth, (block.until - from) * this.pixels());
        const text = block.label + (block.count > 1 ? ' ×' + block.count.toLocaleString('en') : '');
        const node = element('div', {
            role: 'treeitem',
            id: 'block-' + number,
            class: 'block phase-' + block.phase + (block.failed ? ' failed' : ''),
            title: text + ' · ' + duration(block.nanos),
            'aria-label': text + ', ' + duration(block.nanos) + ', ' + percent(block.until - block.from, this.all.nanos),
            'aria-level': block.lane + 1,
            'aria-selected': false,
        }, right - left > 30 ? text : '');
        node.dataset.number = number;
        node.style.left = left + 'px';
        node.style.width = Math.max(1, right - left - 1) + 'px';
        node.style.top = block.lane * LANE + 'px';
        return node;
    },

    /** What is known of the active block, in a line. */
    tell() {
        const line = byId('flame-block');
        const block = this.active;
        if (!block) {
            line.replaceChildren('No span was recorded.');
            return;
        }
        line.replaceChildren(
            element('span', { class: 'swatch phase-' + block.phase }),
            element('b', {}, block.label + (block.count > 1 ? ' ×' + block.count.toLocaleString('en') : '')),
            ...[duration(block.nanos) + (block.count > 1 ? ' in all' : ''), duration(block.own) + ' self',
                percent(block.until - block.from, this.all.nanos) + ' of ' + (this.byShape ? 'all' : 'the trace')].map(fact => element('span', {}, fact)),
            ...block.longest ? [element('button', { type: 'button', class: 'link', click: () => tree.show(places.get(placeOf(block.longest))) },
                block.count > 1 ? 'The longest in its tree' : 'In its tree')] : []);
    },
};

/** Blocks that are too narrow to be drawn. */
function severalOf(blocks) {
    return {
        label: '…',
        phase: blocks[0].phase,
        count: sum(blocks.map(block => block.count)),
        nanos: sum(blocks.map(block => block.nanos)),
        own: sum(blocks.map(block => block.own)),
        from: blocks[0].from,
        until: blocks[blocks.length - 1].until,
        lane: blocks[0].lane,
        parent: blocks[0].parent,
        children: blocks,
    };
}
