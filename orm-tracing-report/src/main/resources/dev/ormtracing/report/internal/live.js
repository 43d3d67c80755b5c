/** How long nothing is asked for again, however much happens. */
const PAUSE = 2000;

const live = {
    settings: JSON.parse(byId('data').textContent),
    /** By the id of the trace, the oldest first: what is told of it and its row. */
    traces: new Map(),
    newest: 0,
    mark: 0,
    stale: true,
    asked: 0,

    start() {
        byId('page').hidden = false;
        page.listen();
        page.title('Live traces');
        byId('tab-traces').textContent = 'Trace';
        show({ phases: this.settings.phases, traces: [], spans: [], statements: [], operations: [], repetitions: [] });
        page.filters = Object.fromEntries([['Statements', 'live-statements'], ['Errors', 'live-errors'], ['N+1', 'live-repetitions']]
            .map(([name, id]) => [name, () => {
                page.open('live');
                byId(id).click();
                byId(id).focus();
            }]));
        byId('save').href = this.settings.base + '/report';
        byId('mark').addEventListener('click', () => this.startFrom(this.newest));
        byId('unmark').addEventListener('click', () => this.startFrom(0));
        byId('clear').addEventListener('click', () => this.clear());
        byId('live-search').addEventListener('input', () => this.filter());
        document.querySelectorAll('.only').forEach(button => button.addEventListener('click', () => {
            button.setAttribute('aria-pressed', button.getAttribute('aria-pressed') !== 'true');
            this.filter();
        }));
        tabs.forEach(tab => tab.addEventListener('click', () => this.refresh()));
        document.addEventListener('visibilitychange', () => this.refresh());
        addEventListener('hashchange', () => this.openHash());
        byId('settings-reset').addEventListener('click', () => this.change('/settings/reset'));
        this.totals();
        this.connect();
        this.openHash();
        this.get('/settings').then(told => told && this.showSettings(told));
        performance.mark('orm-tracing-ready');
    },

    connect() {
        const source = new EventSource(this.settings.base + '/stream');
        source.addEventListener('open', () => this.state('live'));
        source.addEventListener('error', () => this.state('not connected', 'lost'));
        source.addEventListener('hello', event => {
            if (JSON.parse(event.data) !== this.settings.instance) {
                location.reload();
            }
        });
        source.addEventListener('clear', () => this.forget());
        source.addEventListener('message', event => this.add(JSON.parse(event.data)));
    },

    state(text, kind = '') {
        if (byId('state').textContent !== text) {
            byId('state').textContent = text;
            byId('state').className = kind;
        }
    },

    add(told) {
        const before = this.traces.get(told.id);
        const row = this.row(told);
        this.newest = Math.max(this.newest, told.number);
        if (before) {
            const focused = before.row.contains(document.activeElement);
            before.row.replaceWith(row);
            if (focused) {
                row.querySelector('button').focus();
            }
        } else {
            byId('live-rows').prepend(row);
        }
        this.traces.set(told.id, { told, row });
        for (const [id, oldest] of this.traces) {
            if (this.traces.size <= this.settings.maxTraces) {
                break;
            }
            oldest.row.remove();
            this.traces.delete(id);
        }
        row.hidden = !this.accepts(told);
        this.stale = true;
        this.later();
    },

    row(told) {
        const count = (value, bad) => element('td', { class: bad && value ? 'number bad' : 'number' }, value ? value.toLocaleString('en') : '–');
        const row = element('tr', { class: told.running ? 'running' : '', click: () => this.open(told.id) },
            element('td', { title: told.start }, new Date(told.start).toLocaleTimeString('en-GB')),
            element('td', {}, element('button', { type: 'button', class: 'link label' }, told.label + (told.running ? ' …' : '')),
                element('small', {}, told.content === told.label ? '' : told.content)),
            element('td', { class: 'number' }, duration(told.nanos)),
            count(told.statements), count(told.rows), count(told.repetitions, true), count(told.errors, true),
            element('td', {}, told.nanos ? stacked(told.phases, 'Time by phase', this.settings.phases) : ''));
        row.dataset.trace = told.id;
        return row;
    },

    accepts(told) {
        const pressed = id => byId(id).getAttribute('aria-pressed') === 'true';
        const words = byId('live-search').value.toLowerCase().split(/\s+/).filter(word => word);
        const text = (told.label + '\n' + told.content + '\n' + told.id).toLowerCase();
        return told.number > this.mark
            && (!pressed('live-repetitions') || told.repetitions > 0)
            && (!pressed('live-errors') || told.errors > 0)
            && (!pressed('live-statements') || told.statements > 0)
            && words.every(word => text.includes(word));
    },

    filter() {
        for (const { told, row } of this.traces.values()) {
            row.hidden = !this.accepts(told);
        }
        this.totals();
    },

    startFrom(number) {
        this.mark = number;
        byId('unmark').hidden = number === 0;
        this.stale = true;
        this.filter();
        this.refresh();
    },

    forget() {
        this.traces.clear();
        byId('live-rows').replaceChildren();
        this.stale = true;
        this.totals();
        this.refresh();
    },

    clear() {
        this.post('/clear').catch(() => this.state('not connected', 'lost'));
    },

    post(path) {
        return fetch(this.settings.base + path, { method: 'POST', headers: { 'X-Orm-Traces-Token': this.settings.token } });
    },

    /** What the application is traced with, if there is anything that can be changed. */
    showSettings(told) {
        const changed = told.filter(setting => setting.value !== setting.configured).length;
        byId('settings').hidden = told.length === 0;
        byId('settings-changed').textContent = changed ? changed + ' changed' : '';
        const focused = document.activeElement && document.activeElement.id;
        byId('settings-rows').replaceChildren(...told.map(setting => this.settingRow(setting)));
        if (focused && focused.startsWith('setting-')) {
            byId(focused)?.focus();
        }
    },

    settingRow(setting) {
        const id = 'setting-' + setting.name;
        const set = event => this.change('/settings?name=' + setting.name + '&value=' + encodeURIComponent(event.target.value));
        const control = setting.choices.length
            ? element('select', { id, change: set }, ...setting.choices.map(choice => element('option', { value: choice }, choice)))
            : element('input', { id, change: set, autocomplete: 'off', spellcheck: 'false' });
        control.value = setting.value;
        const differs = setting.value !== setting.configured;
        return element('div', { class: differs ? 'differs' : '' },
            element('label', { for: id }, setting.name), control,
            element('small', {}, differs ? 'configured: ' + setting.configured : ''));
    },

    change(path) {
        this.post(path).then(async response => {
            byId('settings-wrong').textContent = response.ok ? '' : await response.text();
            const told = response.ok ? await response.json() : await this.get('/settings');
            if (told) {
                this.showSettings(told);
            }
        }).catch(() => this.state('not connected', 'lost'));
    },

    /** What is above the tabs, of the traces that are shown. */
    totals() {
        const shown = [...this.traces.values()].filter(({ row }) => !row.hidden).map(({ told }) => told);
        const of = name => sum(shown.map(told => told[name]));
        byId('live-none').hidden = shown.length > 0;
        page.showTotals({
            phases: this.settings.phases,
            traces: shown,
            spanCount: of('spans'),
            statementCount: of('statements'),
            errorCount: of('errors'),
            repetitions: { length: of('repetitions') },
        });
    },

    /** A frame later, together with whatever else has come until then. */
    later() {
        if (!this.scheduled) {
            this.scheduled = true;
            setTimeout(() => {
                this.scheduled = false;
                this.totals();
                this.refresh();
            }, 50);
        }
    },

    /** The views of all traces, where one is open: they cost the server something. */
    refresh() {
        const open = tabs.find(tab => tab.getAttribute('aria-selected') === 'true').getAttribute('aria-controls');
        if (!this.stale || document.hidden || open === 'live' || open === 'traces') {
            return;
        }
        const wait = this.asked + PAUSE - performance.now();
        if (this.asked && wait > 0) {
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.refresh(), wait);
            return;
        }
        this.asked = performance.now();
        this.stale = false;
        this.get('/overview?since=' + this.mark).then(told => {
            if (told) {
                page.fillWith(told, at => this.open(...at.split('-')));
                this.asked = performance.now();
            }
        });
    },

    get(path) {
        return fetch(this.settings.base + path)
            .then(response => response.ok ? response.json() : null)
            .catch(() => this.state('not connected', 'lost'));
    },

    open(trace, span) {
        return this.get('/traces/' + trace).then(recorded => {
            if (!recorded) {
                this.state('This trace is no longer kept.', 'lost');
                return;
            }
            show(recorded);
            const place = places.get(trace + '-' + span) ?? 0;
            history.replaceState(null, '', '#' + trace + (span ? '-' + span : ''));
            tree.show(place);
        });
    },

    openHash() {
        const [, trace, span] = /^#([0-9a-f]{32})(?:-([0-9a-f]{16}))?$/.exec(location.hash) || [];
        if (trace) {
            this.open(trace, span);
        }
    },
};

live.start();
