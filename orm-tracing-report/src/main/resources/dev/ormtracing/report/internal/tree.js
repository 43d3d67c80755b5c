const ROW_HEIGHT = 26;
/** Rows beyond those that can be seen, so that a fast scroll does not show an empty grid. */
const MARGIN = 12;
const MOST_PRINTED = 3000;

const grid = byId('tree');
const rowGroup = byId('rows');

const tree = {
    active: -1,
    elements: [],
    first: 0,
    version: 0,
    scheduled: false,
    /** Whether bars of different traces can be compared. */
    oneScale: false,
    longest: 0,

    start() {
        grid.addEventListener('scroll', () => this.schedule(), { passive: true });
        grid.addEventListener('keydown', event => this.onKey(event));
        rowGroup.addEventListener('click', event => this.onClick(event));
        new ResizeObserver(() => this.schedule()).observe(grid);
        addEventListener('beforeprint', () => this.render(true));
        addEventListener('afterprint', () => this.render());
    },

    reset() {
        this.active = spans.length ? 0 : -1;
        this.longest = data.traces.reduce((longest, trace) => Math.max(longest, trace.nanos), 0);
        grid.scrollTop = 0;
        this.refresh();
        details.replaceChildren();
        if (this.active >= 0) {
            showDetails(this.active);
        } else {
            details.append(element('p', {}, 'No span was recorded.'));
        }
    },

    /** The rows have changed, not only the view of them. */
    refresh() {
        rows.refresh();
        this.version++;
        rowGroup.style.height = rows.shown.length * ROW_HEIGHT + 'px';
        grid.setAttribute('aria-rowcount', rows.shown.length + 1);
        this.render();
    },

    schedule() {
        if (!this.scheduled) {
            this.scheduled = true;
            requestAnimationFrame(() => {
                this.scheduled = false;
                this.render();
            });
        }
    },

    render(printed = false) {
        const visible = Math.ceil(grid.clientHeight / ROW_HEIGHT);
        const wanted = printed ? MOST_PRINTED : visible + 2 * MARGIN;
        const count = Math.min(rows.shown.length, wanted);
        const top = printed ? 0 : Math.floor(grid.scrollTop / ROW_HEIGHT) - MARGIN;
        const first = Math.max(0, Math.min(top, rows.shown.length - count));
        this.place(first, count);
        for (let n = 0; n < count; n++) {
            const i = rows.shown[first + n];
            const state = [this.version, first + n, i === this.active].join();
            if (this.elements[n].state !== state) {
                fillRow(this.elements[n], i, first + n, i === this.active);
                this.elements[n].state = state;
            }
        }
        if (printed && count < rows.shown.length) {
            rowGroup.append(element('p', {}, 'and ' + plural(rows.shown.length - count, 'more row')));
        }
        const row = this.active < 0 ? -1 : rows.rowOf[this.active];
        if (row >= first && row < first + count) {
            grid.setAttribute('aria-activedescendant', 'row-' + this.active);
        } else {
            grid.removeAttribute('aria-activedescendant');
        }
    },

    /** Elements that have left at one end come in at the other, so that a scroll fills new rows only, in their order. */
    place(first, count) {
        const moved = first - this.first;
        this.first = first;
        if (this.elements.length === count && rowGroup.childNodes.length === count) {
            if (moved > 0 && moved < count) {
                const left = this.elements.splice(0, moved);
                this.elements.push(...left);
                rowGroup.append(...left);
            } else if (moved < 0 && -moved < count) {
                const left = this.elements.splice(moved);
                this.elements.unshift(...left);
                rowGroup.prepend(...left);
            }
            return;
        }
        this.elements.length = Math.min(this.elements.length, count);
        while (this.elements.length < count) {
            this.elements.push(newRow());
        }
        rowGroup.replaceChildren(...this.elements);
    },

    select(i) {
        this.active = i;
        this.scrollTo(rows.rowOf[i]);
        this.render();
        showDetails(i);
    },

    /** Selects a span wherever it is, in the first view. */
    show(i) {
        if (rows.kept && !rows.kept[i]) {
            page.clearFilter();
        }
        page.open('traces');
        rows.reveal(i);
        this.refresh();
        grid.scrollTop = Math.max(0, rows.rowOf[i] - 2) * ROW_HEIGHT;
        this.select(i);
        grid.focus();
    },

    scrollTo(row) {
        const header = grid.firstElementChild.offsetHeight;
        const y = row * ROW_HEIGHT;
        const room = grid.clientHeight - header - ROW_HEIGHT;
        if (y < grid.scrollTop) {
            grid.scrollTop = y;
        } else if (y > grid.scrollTop + room) {
            grid.scrollTop = y - room;
        }
    },

    setCollapsed(i, collapsed) {
        rows.collapsed[i] = collapsed ? 1 : 0;
        this.refresh();
    },

    /** Keeps the selection where a row still is: at itself, at the nearest span above it, or at what was looked for. */
    settle() {
        let i = this.active;
        if (rows.matches && !(i >= 0 && rows.matches[i])) {
            i = rows.matches.indexOf(1);
        }
        while (i >= 0 && rows.rowOf[i] < 0) {
            i = spans[i].parent;
        }
        i = i >= 0 ? i : rows.shown.length ? rows.shown[0] : -1;
        if (i >= 0) {
            this.select(i);
        }
    },

    onClick(event) {
        const row = event.target.closest('[role=row]');
        if (!row) {
            return;
        }
        const i = Number(row.dataset.span);
        if (event.target.closest('.twisty') && rows.isExpandable(i)) {
            this.setCollapsed(i, !rows.collapsed[i]);
        }
        this.active = i;
        this.render();
        showDetails(i);
    },

    onKey(event) {
        if (event.target !== grid || event.ctrlKey || event.altKey || event.metaKey || !rows.shown.length) {
            return;
        }
        if (this.act(event.key)) {
            event.preventDefault();
        }
    },

    act(key) {
        const i = this.active;
        const row = rows.rowOf[i];
        const page = Math.max(1, Math.floor(grid.clientHeight / ROW_HEIGHT) - 2);
        const expandable = rows.isExpandable(i);
        switch (key) {
            case 'ArrowDown': return this.move(row + 1);
            case 'ArrowUp': return this.move(row - 1);
            case 'PageDown': return this.move(row + page);
            case 'PageUp': return this.move(row - page);
            case 'Home': return this.move(0);
            case 'End': return this.move(rows.shown.length - 1);
            case 'ArrowRight':
                if (expandable && rows.collapsed[i]) {
                    this.setCollapsed(i, false);
                } else if (expandable) {
                    this.move(row + 1);
                }
                return true;
            case 'ArrowLeft':
                if (expandable && !rows.collapsed[i]) {
                    this.setCollapsed(i, true);
                } else if (spans[i].parent >= 0) {
                    this.select(spans[i].parent);
                }
                return true;
            case ' ':
                if (expandable) {
                    this.setCollapsed(i, !rows.collapsed[i]);
                }
                return true;
            case 'Enter':
                details.focus();
                return true;
            default: return false;
        }
    },

    move(row) {
        this.select(rows.shown[Math.max(0, Math.min(row, rows.shown.length - 1))]);
        return true;
    },
};

function newRow() {
    const bar = element('div', { class: 'bar' });
    const name = element('div', { role: 'gridcell', 'aria-colindex': 1, class: 'name' },
        element('span', { class: 'twisty', 'aria-hidden': true }),
        element('span', { class: 'swatch' }),
        element('span', { class: 'label' }),
        element('span', { class: 'type' }),
        element('span', { class: 'mark' }));
    return element('div', { role: 'row' }, name,
        element('div', { role: 'gridcell', 'aria-colindex': 2, class: 'number' }),
        element('div', { role: 'gridcell', 'aria-colindex': 3, class: 'number' }),
        element('div', { role: 'gridcell', 'aria-colindex': 4, class: 'timeline' }, bar));
}

/** Rows are used again and again: everything that depends on the span is set here. */
function fillRow(row, i, index, selected) {
    const span = spans[i];
    const trace = data.traces[span.trace];
    const expandable = rows.isExpandable(i);
    const phase = ' phase-' + data.phases[span.phase];
    row.id = 'row-' + i;
    row.dataset.span = i;
    row.className = (span.level === 1 ? 'root' : '') + (rows.matches && !rows.matches[i] ? ' context' : '');
    row.style.transform = 'translateY(' + index * ROW_HEIGHT + 'px)';
    row.setAttribute('aria-level', span.level);
    row.setAttribute('aria-rowindex', index + 2);
    row.setAttribute('aria-posinset', rows.position[i]);
    row.setAttribute('aria-setsize', rows.siblings[i]);
    row.setAttribute('aria-selected', selected);
    if (expandable) {
        row.setAttribute('aria-expanded', !rows.collapsed[i]);
    } else {
        row.removeAttribute('aria-expanded');
    }
    const [name, start, length, timeline] = row.children;
    const [twisty, swatch, label, type, mark] = name.children;
    name.style.paddingLeft = Math.min(span.level - 1, 20) * 16 + 4 + 'px';
    twisty.textContent = !expandable ? '' : rows.collapsed[i] ? '▸' : '▾';
    swatch.className = 'swatch' + phase;
    label.textContent = span.label;
    type.textContent = span.type === 'transaction' ? contentOf(i) : attribute(span, 'db.query.text')?.slice(0, 300) ?? kindOf(span);
    mark.textContent = (span.error !== undefined ? '✕ error' : '') + (repeated.has(i) ? ' N+1' : '');
    start.textContent = '+' + duration(span.start);
    length.textContent = duration(span.nanos);
    const bar = timeline.firstElementChild;
    const whole = tree.oneScale ? tree.longest : trace.nanos;
    const scale = whole > 0 ? 100 / whole : 0;
    bar.className = 'bar' + phase + (hasChildren(i) ? ' parent' : '') + (span.error !== undefined ? ' failed' : '');
    bar.style.left = span.start * scale + '%';
    bar.style.width = span.nanos * scale + '%';
}

/** What the span is, unless its label says so already, and for how many equal operations it stands. */
function kindOf(span) {
    const kind = span.type === span.label ? '' : span.type || span.kind || '';
    const count = attribute(span, 'orm.operation.count');
    return count === undefined ? kind : kind + ' × ' + count;
}
