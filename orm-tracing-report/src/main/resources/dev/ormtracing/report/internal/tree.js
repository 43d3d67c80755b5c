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
        this.active = spans.length ? rows.order[0] : -1;
        this.longest = data.traces.reduce((longest, trace) => Math.max(longest, trace.nanos), 0);
        minimap.trace = -1;
        grid.scrollTop = 0;
        this.refresh();
        minimap.show();
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

    /** The bars have changed. */
    rescale() {
        this.version++;
        minimap.show();
        this.schedule();
    },

    switchScale() {
        this.oneScale = !this.oneScale;
        zoom.clear();
        minimap.trace = -1;
        this.rescale();
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
        this.scrollTo(rows.rowOf[i]);
        this.choose(i);
    },

    choose(i) {
        this.active = i;
        zoom.follow(spans[i].trace);
        minimap.show();
        this.render();
        showDetails(i);
        page.address(spans[i]);
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
        const folds = event.target.closest('.twisty') || spans[i].members && rows.collapsed[i];
        if (folds && rows.isExpandable(i)) {
            this.setCollapsed(i, !rows.collapsed[i]);
        }
        this.choose(i);
    },

    onKey(event) {
        if (event.target !== grid || event.ctrlKey || event.altKey || event.metaKey || !rows.shown.length) {
            return;
        }
        const pans = event.shiftKey && { ArrowLeft: -0.25, ArrowRight: 0.25 }[event.key];
        if (pans) {
            zoom.pan(pans);
        }
        if (pans || this.act(event.key)) {
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
            default: return this.actOnTime(key);
        }
    },

    actOnTime(key) {
        const act = { '+': () => zoom.by(0.5), '=': () => zoom.by(0.5), '-': () => zoom.by(2), 0: () => zoom.reset(), f: () => zoom.fit() }[key];
        act?.();
        return act !== undefined;
    },

    move(row) {
        this.select(rows.shown[Math.max(0, Math.min(row, rows.shown.length - 1))]);
        return true;
    },
};
