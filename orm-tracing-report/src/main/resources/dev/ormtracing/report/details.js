const details = byId('details');

function pairs(keysAndValues) {
    const table = element('table', { class: 'attributes' });
    for (let i = 0; i < keysAndValues.length; i += 2) {
        table.append(element('tr', {},
            element('th', { scope: 'row' }, ...breakable(keysAndValues[i])),
            element('td', {}, readable(keysAndValues[i], keysAndValues[i + 1]))));
    }
    return table;
}

/** Names of attributes are long; they may be broken where their words end. */
function breakable(key) {
    return key.split(/(?<=[._])/).flatMap(word => [word, element('wbr')]);
}

/** Durations are recorded in seconds. */
function readable(key, value) {
    const seconds = Number(value);
    return key.endsWith('.duration') && value !== '' && seconds >= 0 ? duration(seconds * 1e9) : value;
}

function fact(name, value) {
    return element('div', {}, element('dt', {}, name), element('dd', {}, value));
}

function showDetails(i) {
    const span = spans[i];
    const trace = data.traces[span.trace];
    const attributes = [...span.attributes];
    const text = attributes.indexOf('db.query.text');
    const parts = [
        element('h2', {}, span.label),
        element('p', { class: 'kind' }, element('span', { class: 'swatch phase-' + data.phases[span.phase] }),
            span.name + (span.kind ? ' · ' + span.kind : '')),
    ];
    if (span.error !== undefined) {
        parts.push(element('p', { class: 'error' }, '✕ Error ' + span.error));
    }
    parts.push(element('dl', { class: 'facts' },
        fact('Duration', duration(span.nanos)),
        fact('Not in children', duration(span.own)),
        fact('Start', '+' + duration(span.start)),
        fact('Of the trace', percent(span.nanos, trace.nanos))));
    if (text >= 0 && text % 2 === 0) {
        parts.push(element('h3', {}, 'Statement'), element('pre', { tabindex: 0, 'aria-label': 'Statement' }, attributes[text + 1]));
        attributes.splice(text, 2);
    }
    if (attributes.length) {
        parts.push(element('h3', {}, 'Attributes'), pairs(attributes));
    }
    for (const event of span.events || []) {
        parts.push(element('h3', {}, 'Event ' + event.name + ' ', element('small', {}, '+' + duration(event.at))), pairs(event.attributes));
    }
    for (const link of span.links || []) {
        parts.push(element('h3', {}, 'Link'), linked(link), pairs(link.attributes));
    }
    parts.push(element('h3', {}, 'Identity'), pairs(['trace id', trace.id, 'span id', span.id, 'trace started', trace.start]));
    details.replaceChildren(...parts);
    details.scrollTop = 0;
}

function linked(link) {
    const target = spans.findIndex(span => span.id === link.id);
    return target < 0
        ? element('p', {}, 'to a span that is not here: ' + link.id)
        : element('p', {}, element('button', { type: 'button', class: 'link', click: () => tree.show(target) }, spans[target].label));
}
