const details = byId('details');

/** Attributes that have a place of their own, and the others. */
function sorted(keysAndValues) {
    const found = { text: undefined, parameters: [], code: [], attributes: [] };
    for (let i = 0; i < keysAndValues.length; i += 2) {
        const [key, value] = [keysAndValues[i], keysAndValues[i + 1]];
        if (key === 'db.query.text') {
            found.text = value;
        } else if (key.startsWith('db.query.parameter.')) {
            found.parameters.push(key.slice('db.query.parameter.'.length), value);
        } else {
            (key.startsWith('code.') ? found.code : found.attributes).push(key, value);
        }
    }
    return found;
}

function pairs(keysAndValues) {
    const table = element('table', { class: 'attributes' });
    for (let i = 0; i < keysAndValues.length; i += 2) {
        if (keysAndValues[i] === 'exception.stacktrace' || keysAndValues[i] === 'code.stacktrace') {
            table.append(element('tr', {}, element('td', { colspan: 2 },
                element('div', {}, keysAndValues[i] + ' ', copyButton(keysAndValues[i + 1])),
                element('pre', { class: 'stack', tabindex: 0, role: 'region', 'aria-label': 'Stack trace' }, keysAndValues[i + 1]))));
            continue;
        }
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
    details.replaceChildren(...span.members ? aboutGroup(span) : aboutSpan(span));
    details.scrollTop = 0;
}

function heading(span, label, ...kind) {
    const parts = [
        element('h2', {}, label),
        element('p', { class: 'kind' }, element('span', { class: 'swatch' + phaseClass(span) }),
            [span.name, span.kind, ...kind].filter(text => text).join(' · ')),
    ];
    if (span.error !== undefined) {
        parts.push(element('p', { class: 'error' }, '✕ Error ' + span.error));
    }
    return parts;
}

/** Equal siblings: what they took together, and each by itself. */
function aboutGroup(span) {
    const { members } = span;
    const sorted = [...members].sort((one, other) => other.nanos - one.nanos);
    const toMember = one => element('button', { type: 'button', class: 'link', click: () => tree.show(places.get(placeOf(one))) }, duration(one.nanos));
    const text = attribute(span, 'db.query.text');
    return [
        ...heading(span, span.label + ' ×' + members.length, 'the same ' + members.length + ' times in a row'),
        element('dl', { class: 'facts' },
            fact('Together', duration(span.nanos)),
            fact('Self', duration(span.own)),
            fact('Mean', duration(span.nanos / members.length)),
            fact('From first to last', duration(span.until - span.start)),
            fact('Longest', toMember(sorted[0])),
            fact('Shortest', toMember(sorted[sorted.length - 1]))),
        ...text === undefined ? [] : statementParts(text),
    ];
}

function statementParts(text) {
    return [element('h3', {}, 'Statement ', copyButton(text)),
        element('pre', { tabindex: 0, role: 'region', 'aria-label': 'Statement' }, formatted(text))];
}

function aboutSpan(span) {
    const trace = data.traces[span.trace];
    const { text, parameters, code, attributes } = sorted(span.attributes);
    const parts = heading(span, span.label);
    for (const found of data.repetitions.filter(repetition => repetition.at === placeOf(span))) {
        parts.push(element('p', { class: 'remedy' }, element('b', {}, 'N+1 '), found.what + ' ×' + found.count + ', ' + duration(found.total)
            + ', for the result of ' + found.owners + '. ', element('br'), 'Remedy: ' + found.remedy));
    }
    parts.push(element('dl', { class: 'facts' },
        fact('Duration', duration(span.nanos)),
        fact('Self', duration(span.own)),
        fact('Start', '+' + duration(span.start)),
        fact('Of the trace', percent(span.nanos, trace.nanos))));
    if (text !== undefined) {
        parts.push(...statementParts(text));
    }
    if (parameters.length) {
        parts.push(element('h3', {}, 'Parameters'), pairs(parameters));
    }
    if (code.length) {
        parts.push(element('h3', {}, 'Called from'), pairs(code));
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
    parts.push(element('h3', {}, 'Identity ', copyButton(page.linkTo(span), 'Copy link'), ' ', copyButton(trace.id, 'Copy trace id')),
        pairs(['trace id', trace.id, 'span id', span.id, 'trace started', trace.start]));
    return parts;
}

function linked(link) {
    const target = spans.findIndex(span => span.id === link.id);
    return target < 0
        ? element('p', {}, 'to a span that is not here: ' + link.id)
        : element('p', {}, element('button', { type: 'button', class: 'link', click: () => tree.show(target) }, spans[target].label));
}
