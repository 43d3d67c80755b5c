/** More rows than anybody reads would make the page slow. */
const MOST_ROWS = 500;

/** By which column the reader wants a table, by the heads of all: a table may be made again. */
const wanted = new Map();

const headsOf = columns => columns.map(column => column.head).join();

/** Columns: what is in the head, a cell of a row, whether it is a number, and by what it is sorted, if it can be. */
function table(caption, columns, all, sorted = wanted.get(headsOf(columns)) ?? columns.findIndex(column => column.first)) {
    const head = element('tr', {}, ...columns.map((column, n) => {
        const sort = column.by && element('button', {
            type: 'button',
            click: () => {
                wanted.set(headsOf(columns), n);
                const again = table(caption, columns, all, n);
                whole.replaceWith(again);
                again.querySelectorAll('th')[n].firstElementChild.focus();
            },
        }, column.head);
        const cell = element('th', { scope: 'col', class: column.number ? 'number' : '' }, sort || column.head);
        if (n === sorted) {
            cell.setAttribute('aria-sort', 'descending');
        }
        return cell;
    }));
    const by = sorted >= 0 && columns[sorted].by;
    const ordered = by ? [...all].sort((one, other) => by(other) - by(one)) : all;
    const body = ordered.slice(0, MOST_ROWS).map(row => element('tr', {}, ...columns.map(column =>
        element('td', { class: column.number ? 'number' : '' }, column.cell(row)))));
    const whole = element('div', { class: 'table' },
        element('table', {},
            element('caption', {}, caption + (all.length > MOST_ROWS ? ', the first ' + MOST_ROWS + ' of ' + all.length : '')),
            element('thead', {}, head),
            element('tbody', {}, ...body)));
    return whole;
}

function code(text) {
    if (text.length <= 200) {
        return element('code', {}, text);
    }
    return element('details', {},
        element('summary', {}, element('code', {}, text.slice(0, 180) + '…')),
        element('code', {}, text));
}

function toTree(label, open) {
    return element('button', { type: 'button', class: 'link', click: open }, label);
}

function share(part, whole, phase) {
    const bar = element('span', { class: 'share' }, element('span', { class: 'phase-' + phase }));
    bar.firstElementChild.style.width = (whole > 0 ? 100 * part / whole : 0) + '%';
    return element('span', { class: 'shared' }, bar, percent(part, whole));
}

function showStatements(panel, told, open) {
    const statements = told.statements;
    if (!statements.length) {
        panel.append(element('p', { class: 'none' }, 'No statement was recorded.'));
        return;
    }
    const total = sum(statements.map(statement => statement.total));
    statements.forEach((statement, n) => {
        statement.number = n + 1;
    });
    const columns = [
        { head: 'Statement', cell: statement => code(statement.text) },
        ...times(open),
        { head: 'Share', cell: statement => share(statement.total, total, 'database') },
        { head: 'Run by', cell: statement => operations(statement.operations) },
    ];
    if (told === data) {
        columns.push({ head: 'Spans', cell: statement => toTree('show', () => page.filter('statement:' + statement.number)) });
    }
    if (statements.some(statement => statement.rows !== undefined)) {
        columns.splice(6, 0, { head: 'Rows', cell: statement => statement.rows ?? '', number: true, by: statement => statement.rows ?? -1 });
    }
    panel.append(table('Statements by their shape, ' + duration(total) + ' in all', columns, statements));
}

/** The columns of what has a count and durations; the longest leads to its span. */
function times(open) {
    return [
        { head: 'Count', cell: row => row.count.toLocaleString('en'), number: true, by: row => row.count },
        { head: 'Total', cell: row => duration(row.total), number: true, by: row => row.total, first: true },
        { head: 'Mean', cell: row => duration(row.total / row.count), number: true, by: row => row.total / row.count },
        { head: 'p95', cell: row => duration(row.p95), number: true, by: row => row.p95 },
        { head: 'Max', cell: row => toTree(duration(row.max), () => open(row.slowest)), number: true, by: row => row.max },
    ];
}

function showOperations(panel, told, open) {
    if (!told.operations.length) {
        panel.append(element('p', { class: 'none' }, 'No operation was recorded.'));
        return;
    }
    panel.append(table('Operations, those that took longest in all first', [
        { head: 'Operation', cell: operation => code(operation.name) },
        ...times(open),
        { head: 'Statements', cell: operation => operation.statements.toLocaleString('en'), number: true, by: operation => operation.statements },
        { head: 'Failed', cell: operation => operation.failures || '', number: true, by: operation => operation.failures },
    ], told.operations));
}

function operations(counts) {
    const all = Object.entries(counts);
    const first = all.slice(0, 5).map(([name, count]) => (name || 'no operation') + (count > 1 ? ' × ' + count : ''));
    return first.join(', ') + (all.length > 5 ? ' and ' + (all.length - 5) + ' more' : '');
}

function showRepetitions(panel, told, open) {
    if (!told.repetitions.length) {
        panel.append(element('p', { class: 'none' }, 'Nothing was loaded one by one.'));
        return;
    }
    panel.append(table('What was loaded one by one', [
        { head: 'What', cell: repetition => code(repetition.what) },
        { head: 'Count', cell: repetition => repetition.count.toLocaleString('en'), number: true, by: repetition => repetition.count },
        { head: 'Total', cell: repetition => duration(repetition.total), number: true, by: repetition => repetition.total, first: true },
        { head: 'For the result of', cell: repetition => repetition.owners },
        { head: 'Remedy', cell: repetition => repetition.remedy },
        { head: 'Below', cell: repetition => toTree(repetition.below, () => open(repetition.at)) },
    ], told.repetitions));
}

function stacked(sums, label, phases) {
    const total = sum(sums);
    const bar = element('div', { class: 'stacked', role: 'img', 'aria-label': label + ': '
        + sums.map((nanos, n) => nanos ? PHASE_NAMES[phases[n]] + ' ' + percent(nanos, total) : '').filter(part => part).join(', ') });
    sums.forEach((nanos, n) => {
        if (nanos > 0) {
            const part = element('span', { class: 'phase-' + phases[n], title: PHASE_NAMES[phases[n]] + ' ' + duration(nanos) });
            part.style.flexGrow = nanos / total;
            bar.append(part);
        }
    });
    return bar;
}

const phaseSums = told => told.phases.map((phase, n) => sum(told.traces.map(trace => trace.phases[n])));

function legend(told) {
    const sums = phaseSums(told);
    const total = sum(sums);
    return element('ul', { class: 'legend' }, ...told.phases.flatMap((phase, n) => sums[n] === 0 ? [] :
        [element('li', {}, element('span', { class: 'swatch phase-' + phase }), PHASE_NAMES[phase] + ' ',
            element('b', {}, percent(sums[n], total)))]));
}

function traceName(trace, open) {
    const link = toTree(trace.label, () => open(trace.at));
    return trace.content && trace.content !== trace.label
        ? element('span', {}, link, ' ', element('small', {}, trace.content)) : link;
}

function showPhases(panel, told, open) {
    const sums = phaseSums(told);
    const all = sum(sums);
    panel.classList.add('phases');
    const byPhase = told.phases.map((phase, n) => ({ phase, nanos: sums[n] }));
    panel.append(table('Time by phase, ' + duration(all) + ' in all', [
        { head: 'Phase', cell: row => element('span', {}, element('span', { class: 'swatch phase-' + row.phase }), PHASE_NAMES[row.phase]) },
        { head: 'Time', cell: row => duration(row.nanos), number: true },
        { head: 'Share', cell: row => share(row.nanos, all, row.phase) },
    ], byPhase));
    panel.append(element('p', { class: 'hint' },
        'Each instant counts once, for the innermost span. In a transaction, what no operation covers counts as the application’s.'));
    panel.append(table('Time by phase and trace', [
        { head: 'Trace', cell: trace => traceName(trace, open) },
        { head: 'Total', cell: trace => duration(trace.nanos), number: true, by: trace => trace.nanos, first: true },
        { head: 'Phases', cell: trace => stacked(trace.phases, trace.label, told.phases) },
        ...told.phases.map((phase, n) => (
            { head: PHASE_NAMES[phase], cell: trace => trace.phases[n] ? duration(trace.phases[n]) : '–', number: true, by: trace => trace.phases[n] })),
    ], told.traces));
}
