const NAMES_OF_CHANGES = { 'more statements': 'more statements each', 'fewer statements': 'fewer statements each' };

/** This run and an earlier one, which the reader chooses. */
const comparison = {
    before: null,
    name: '',
    everything: false,
    failure: '',

    start() {
        const hasFiles = event => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
        addEventListener('dragover', event => {
            if (hasFiles(event)) {
                event.preventDefault();
                document.body.classList.add('dropping');
            }
        });
        addEventListener('dragleave', event => {
            if (!event.relatedTarget) {
                document.body.classList.remove('dropping');
            }
        });
        addEventListener('drop', event => {
            document.body.classList.remove('dropping');
            if (hasFiles(event)) {
                event.preventDefault();
                this.read(event.dataTransfer.files[0]);
            }
        });
    },

    async read(file) {
        if (!file) {
            return;
        }
        try {
            this.with(reportIn(await file.text()), file.name);
        } catch {
            this.failure = file.name + ' is neither a report nor the JSON of one.';
            this.show();
        }
    },

    with(report, name) {
        this.before = report;
        this.name = name;
        this.failure = '';
        this.show();
    },

    show() {
        if (byId('comparison').hidden) {
            byId('tab-comparison').click();
        }
        if (this.now) {
            const hadFocus = document.activeElement.id === 'before-file';
            this.fill(byId('comparison'), this.now, this.openSpan);
            if (hadFocus) {
                byId('before-file').focus();
            }
        }
    },

    fill(panel, told, openSpan) {
        this.now = told;
        this.openSpan = openSpan;
        panel.replaceChildren(this.chooser(), ...this.before ? this.tables() : []);
    },

    chooser() {
        const input = element('input', { type: 'file', id: 'before-file', accept: '.html,.json', class: 'unseen', change: event => this.read(event.target.files[0]) });
        const text = this.before
            ? ['Before: ', element('b', {}, this.before.title || this.name), ' ', this.before.traces.length ? instant(this.before.traces[0].start) : '', ' (' + this.name + ')']
            : ['Choose the report of an earlier run, or drop its file anywhere on this page: what is new, gone, slower or more since then, by the shape of operations and statements. The file stays on this machine.'];
        return element('div', { class: 'chooser' },
            element('label', { class: 'button' }, input, this.before ? 'Choose another report' : 'Choose a report'),
            element('p', {}, ...text),
            element('p', { class: 'error', role: 'alert' }, this.failure));
    },

    tables() {
        const { before, now } = this;
        const head = (name, cell) => ({ head: name, cell });
        return [
            this.totals(),
            this.table('N+1', 'What was loaded one by one', changesOf(repetitionsBySubject(before.repetitions), repetitionsBySubject(now.repetitions), one => one.what),
                head('Remedy', one => one.is ? one.is.remedy : '')),
            this.table('operation', 'Operation', changesOf(before.operations, now.operations, one => one.name),
                head('Statements', one => fromTo(one, of => of.statements, number => number.toLocaleString('en')))),
            this.table('statement', 'Statement', changesOf(before.statements, now.statements, one => one.text),
                head('Run by', one => operations((one.is || one.was).operations || {}))),
        ];
    },

    totals() {
        const rows = [
            ['Traces', told => told.traces.length], ['Spans', told => told.spanCount], ['Statements', told => told.statementCount],
            ['Time', told => sum(told.traces.map(trace => trace.nanos)), duration],
            ['Errors', told => told.errorCount], ['N+1', told => told.repetitions.length],
        ];
        const number = value => (value ?? 0).toLocaleString('en');
        return element('dl', { class: 'totals' }, ...rows.map(([name, of, format = number]) => {
            const [was, is] = [of(this.before), of(this.now)];
            return element('div', { class: is > was ? 'up' : is < was ? 'down' : '' }, element('dt', {}, name),
                element('dd', {}, format(was) + ' → ' + format(is)));
        }));
    },

    /** Only what has changed, unless the reader wants everything. */
    table(thing, head, all, more) {
        const changed = all.filter(one => one.kinds[0] !== 'same');
        const shown = this.everything ? all : changed;
        const rest = all.length - shown.length;
        const toggle = rest || this.everything && changed.length < all.length ? element('button', {
            type: 'button',
            class: 'link',
            click: () => {
                this.everything = !this.everything;
                this.fill(byId('comparison'), this.now, this.openSpan);
                byId('comparison').focus();
            },
        }, this.everything ? 'Only what has changed' : 'Show the ' + rest + ' that did not change') : '';
        if (!shown.length) {
            return element('p', { class: 'none' }, 'No ' + thing + ' has changed. ', toggle);
        }
        return element('div', {}, table(plural(changed.length, thing) + (changed.length === 1 ? ' has' : ' have') + ' changed', [
            { head: 'Change', cell: one => element('span', { class: 'changes' }, ...one.kinds.map(badge)) },
            { head, cell: one => code(one.what) },
            { head: 'Count', cell: one => fromTo(one, of => of.count, number => number.toLocaleString('en')), number: true, by: one => by(one, of => of.count) },
            { head: 'Mean', cell: one => fromTo(one, of => of.total / Math.max(1, of.count), duration), number: true, by: one => by(one, of => of.total / Math.max(1, of.count)) },
            { head: 'Total', cell: one => fromTo(one, of => of.total, duration), number: true, by: one => one.time },
            more,
            { head: 'Now', cell: one => one.is && one.is.slowest ? toTree('longest', () => this.openSpan(one.is.slowest)) : '' },
        ], shown), toggle);
    },
};

const badge = kind => element('span', { class: 'badge ' + kind.replace(' ', '-') }, NAMES_OF_CHANGES[kind] || kind);

/** By how much it is more now. */
const by = (one, of) => (one.is ? of(one.is) : 0) - (one.was ? of(one.was) : 0);

function fromTo({ was, is }, of, format) {
    const [from, to] = [was, is].map(one => one ? format(of(one) ?? 0) : '–');
    return from === to ? to : element('span', { class: 'from-to' }, element('span', {}, from), ' → ', element('b', {}, to));
}
