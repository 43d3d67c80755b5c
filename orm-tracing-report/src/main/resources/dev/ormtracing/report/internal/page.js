const tabs = [...document.querySelectorAll('[role=tab]')];
const search = byId('search');
const errors = byId('errors');

const page = {
    /** What fills each view; `open` shows a span, wherever it is. */
    fill: {},
    /** What the numbers above do, by their names. */
    filters: {
        Statements: () => page.filter('type:db_query'),
        Errors: () => page.filter('error'),
        'N+1': () => page.filter('n+1'),
    },

    start(recorded) {
        byId('page').hidden = false;
        this.listen();
        show(recorded);
        this.title(data.title);
        byId('when').textContent = runOf(data);
        this.showTotals(data);
        byId('tab-statements').textContent = 'Statements (' + data.statements.length + ')';
        this.fillWith(data, at => tree.show(places.get(at)));
        addEventListener('hashchange', () => this.openAddress());
        this.openAddress();
        if (byId('before')) {
            comparison.with(JSON.parse(byId('before').textContent), byId('before').dataset.name);
        }
        performance.mark('orm-tracing-ready');
    },

    openAddress() {
        const place = placeAt(location.hash.slice(1));
        if (place !== undefined) {
            tree.show(place);
        }
    },

    linkTo: span => location.href.split('#')[0] + '#' + placeOf(span),

    /** The address leads to the selected span, once it has been selected for a moment: browsers allow some 6 changes a second. */
    address(span) {
        clearTimeout(this.timer);
        this.timer = span.members ? 0 : setTimeout(() => {
            try {
                history.replaceState(history.state, '', this.linkTo(span));
            } catch {
                // A page in a sandboxed frame has no address of its own.
            }
        }, 300);
    },

    title(title) {
        document.title = title;
        byId('title').textContent = title;
    },

    /** The views beside the tree, each made when it is opened. */
    fillWith(told, open) {
        this.fill = {
            statements: panel => showStatements(panel, told, open),
            repetitions: panel => showRepetitions(panel, told, open),
            operations: panel => showOperations(panel, told, open),
            phases: panel => showPhases(panel, told, open),
            comparison: panel => comparison.fill(panel, told, open),
        };
        for (const id of Object.keys(this.fill)) {
            byId(id).replaceChildren();
            if (!byId(id).hidden) {
                this.fillOnce(id);
            }
        }
    },

    listen() {
        tabs.forEach((tab, n) => {
            tab.addEventListener('click', () => this.open(tab.getAttribute('aria-controls')));
            tab.addEventListener('keydown', event => this.onTabKey(event, n));
        });
        search.addEventListener('input', () => this.applyFilter());
        search.addEventListener('keydown', event => this.onSearchKey(event));
        errors.addEventListener('click', () => {
            errors.setAttribute('aria-pressed', errors.getAttribute('aria-pressed') !== 'true');
            this.applyFilter();
        });
        byId('sort').addEventListener('change', event => this.sort(event.target.value));
        byId('scale').addEventListener('click', () => {
            tree.switchScale();
            byId('scale').setAttribute('aria-pressed', tree.oneScale);
        });
        this.listenToMenu();
        const system = matchMedia('(prefers-color-scheme: dark)');
        const follow = () => document.documentElement.dataset.scheme || this.switchScheme(system.matches ? 'dark' : 'light', false);
        system.addEventListener('change', follow);
        follow();
        byId('scheme').addEventListener('click', () =>
            this.switchScheme(byId('scheme').dataset.to, true));
        byId('expand').addEventListener('click', () => this.collapseAll(false));
        byId('collapse').addEventListener('click', () => this.collapseAll(true));
        addEventListener('keydown', event => this.onKey(event));
        addEventListener('beforeprint', () => tabs.forEach(tab => this.fillOnce(tab.getAttribute('aria-controls'))));
        details.addEventListener('keydown', event => {
            if (event.key === 'Escape') {
                grid.focus();
            }
        });
        tree.start();
        minimap.start();
        flame.start();
        comparison.start();
    },

    listenToMenu() {
        const menu = byId('save-as');
        const files = { json: () => save('traces.json', data), jaeger: () => save('jaeger.json', jaeger()), perfetto: () => save('perfetto.json', perfetto()) };
        for (const [id, write] of Object.entries(files)) {
            byId(id).addEventListener('click', () => {
                write();
                this.closeMenu(menu);
            });
        }
        menu.addEventListener('keydown', event => event.key === 'Escape' && this.closeMenu(menu));
        menu.addEventListener('focusout', event => {
            menu.open = menu.open && (!event.relatedTarget || menu.contains(event.relatedTarget));
        });
    },

    closeMenu(menu) {
        menu.open = false;
        menu.firstElementChild.focus();
    },

    showTotals(told) {
        const filters = this.filters;
        const totals = [
            ['Traces', told.traces.length.toLocaleString('en')],
            ['Spans', told.spanCount.toLocaleString('en')],
            ['Statements', told.statementCount.toLocaleString('en')],
            ['Time', duration(sum(told.traces.map(trace => trace.nanos)))],
            ['Errors', told.errorCount.toLocaleString('en')],
            ['N+1', told.repetitions.length.toLocaleString('en')],
        ];
        byId('totals').replaceChildren(...totals.map(([name, value]) =>
            element('div', { class: (name === 'Errors' || name === 'N+1') && value !== '0' ? 'bad' : '' },
                element('dt', {}, name), element('dd', {}, filters[name] && value !== '0'
                    ? element('button', { type: 'button', title: 'Show only these', click: () => filters[name]() }, value) : value))));
        byId('overall').replaceChildren(stacked(phaseSums(told), 'Time by phase', told.phases), legend(told));
        byId('tab-repetitions').textContent = 'N+1 (' + told.repetitions.length + ')';
    },

    /** The button has the name of the other one. */
    switchScheme(scheme, chosen) {
        const other = scheme === 'dark' ? 'light' : 'dark';
        byId('scheme').dataset.to = other;
        byId('scheme').textContent = other === 'dark' ? 'Dark' : 'Light';
        if (chosen) {
            document.documentElement.dataset.scheme = scheme;
            minimap.draw();
        }
    },

    sort(key) {
        rows.sort(key);
        tree.refresh();
        tree.settle();
    },

    open(id) {
        this.fillOnce(id);
        for (const tab of tabs) {
            const panel = tab.getAttribute('aria-controls');
            tab.setAttribute('aria-selected', panel === id);
            tab.tabIndex = panel === id ? 0 : -1;
            byId(panel).hidden = panel !== id;
        }
        if (id === 'flame') {
            flame.open();
        }
    },

    fillOnce(id) {
        if (this.fill[id]) {
            this.fill[id](byId(id));
            delete this.fill[id];
        }
    },

    onTabKey(event, n) {
        const to = { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: tabs.length - 1 }[event.key];
        if (to !== undefined) {
            const tab = tabs[(to + tabs.length) % tabs.length];
            tab.focus();
            tab.click();
            event.preventDefault();
        }
    },

    onKey(event) {
        const typing = event.target.matches('input, textarea, select');
        if (event.key === '/' && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
            this.open('traces');
            search.focus();
            search.select();
            event.preventDefault();
        }
    },

    onSearchKey(event) {
        if (event.key === 'Enter' || event.key === 'ArrowDown') {
            grid.focus();
            event.preventDefault();
        } else if (event.key === 'Escape') {
            this.clearFilter();
            event.preventDefault();
        }
    },

    filter(text) {
        search.value = text;
        errors.setAttribute('aria-pressed', false);
        this.applyFilter();
        this.open('traces');
        tree.refresh();
        grid.focus();
    },

    clearFilter() {
        search.value = '';
        errors.setAttribute('aria-pressed', false);
        this.applyFilter();
    },

    applyFilter() {
        const accepts = criteria(search.value, errors.getAttribute('aria-pressed') === 'true');
        rows.filter(accepts);
        if (!accepts && tree.active >= 0) {
            rows.reveal(tree.active);
        }
        byId('found').textContent = !accepts ? ''
            : rows.matchCount ? plural(rows.matchCount, 'span') + ' found' : 'Nothing found';
        tree.refresh();
        tree.settle();
    },

    collapseAll(collapsed) {
        rows.collapseAll(collapsed);
        tree.refresh();
        tree.settle();
    },
};
