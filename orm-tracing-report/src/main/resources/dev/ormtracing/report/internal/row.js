function newRow() {
    const name = element('div', { role: 'gridcell', 'aria-colindex': 1, class: 'name' },
        element('span', { class: 'twisty', 'aria-hidden': true }),
        element('span', { class: 'swatch' }),
        element('span', { class: 'label' }),
        element('span', { class: 'times' }),
        element('span', { class: 'mark' }),
        element('span', { class: 'type' }));
    const number = column => element('div', { role: 'gridcell', 'aria-colindex': column, class: 'number' });
    return element('div', { role: 'row' }, name, number(2), number(3), number(4),
        element('div', { role: 'gridcell', 'aria-colindex': 5, class: 'timeline' }, element('div', { class: 'bar' })));
}

/** Rows are used again and again: everything that depends on the span is set here. */
function fillRow(row, i, index, selected) {
    const span = spans[i];
    const expandable = rows.isExpandable(i);
    row.id = 'row-' + i;
    row.dataset.span = i;
    row.className = (span.level === 1 ? 'root' : '') + (rows.matches && !rows.matches[i] ? ' context' : '')
        + (span.members ? ' group' : '');
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
    const [name, start, length, own, timeline] = row.children;
    const [twisty, swatch, label, times, mark, type] = name.children;
    name.style.paddingLeft = Math.min(span.level - 1, 20) * 16 + 4 + 'px';
    twisty.textContent = !expandable ? '' : rows.collapsed[i] ? '▸' : '▾';
    swatch.className = 'swatch' + phaseClass(span);
    label.textContent = span.label;
    times.textContent = span.members ? '×' + span.members.length : '';
    type.textContent = aboutOf(i);
    mark.textContent = [failures[i] ? '✕ ' + (errorName(span) || 'error') : span.error !== undefined ? '✕' : '', repeated.has(i) ? 'N+1' : '']
        .filter(text => text).join(' ');
    start.textContent = '+' + duration(span.start);
    length.textContent = duration(span.nanos);
    own.textContent = duration(span.own);
    placeBar(timeline.firstElementChild, i);
}

const phaseClass = span => ' phase-' + data.phases[span.phase];

/** The bar of equal siblings lasts from the first to the last, gaps included, and looks it. */
function placeBar(bar, i) {
    const span = spans[i];
    const [from, until] = zoom.windowOf(span.trace);
    const scale = until > from ? 100 / (until - from) : 0;
    const end = span.until ?? span.start + span.nanos;
    bar.className = 'bar' + phaseClass(span) + (hasChildren(i) && !span.members ? ' parent' : '')
        + (span.members ? ' several' : '') + (span.error !== undefined ? ' failed' : '');
    bar.hidden = end < from || span.start > until;
    bar.style.left = (span.start - from) * scale + '%';
    bar.style.width = (end - span.start) * scale + '%';
}

/** The SQL, what a transaction did, or what the span is, unless its label says so already. */
function aboutOf(i) {
    const span = spans[i];
    const text = attribute(span, 'db.query.text')?.slice(0, 300);
    return span.type === 'transaction' ? contentOf(i) : text === span.label ? '' : text ?? kindOf(span);
}

/** With the number of equal operations for which it stands. */
function kindOf(span) {
    const kind = span.type === span.label || span.type === 'operation' ? '' : span.type || span.kind || '';
    const count = attribute(span, 'orm.operation.count');
    return count === undefined ? kind : kind + ' × ' + count;
}

/** The class of an exception without its package, or a code. */
const errorName = span => (attribute(span, 'error.type') || '').split('.').pop();
