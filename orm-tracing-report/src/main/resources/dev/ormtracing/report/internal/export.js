/** What other tools open: microseconds since 1970, which a number can still hold. */
const startOf = span => Date.parse(data.traces[span.trace].start.replace(/\.\d+/, '')) * 1e3
    + Number(((/\.(\d+)/.exec(data.traces[span.trace].start) || ['', '0'])[1] + '000000').slice(0, 6)) + span.start / 1e3;

function tags(span) {
    const all = [];
    for (let i = 0; i < span.attributes.length; i += 2) {
        all.push([span.attributes[i], span.attributes[i + 1]]);
    }
    if (span.kind) {
        all.push(['span.kind', span.kind.toLowerCase()]);
    }
    if (span.error !== undefined) {
        all.push(['error', 'true']);
    }
    return all;
}

/** As Jaeger's page takes it by "Upload". */
function jaeger() {
    const asTag = ([key, value]) => key === 'error' ? { key, type: 'bool', value: true } : { key, type: 'string', value };
    const all = new Map();
    for (const span of data.spans) {
        const trace = data.traces[span.trace].id;
        if (!all.has(trace)) {
            all.set(trace, { traceID: trace, spans: [], processes: { p1: { serviceName: data.title || 'orm-tracing', tags: [] } } });
        }
        const parent = span.parent < 0 ? [] : [{ refType: 'CHILD_OF', traceID: trace, spanID: data.spans[span.parent].id }];
        all.get(trace).spans.push({
            traceID: trace,
            spanID: span.id,
            operationName: span.name,
            references: parent,
            startTime: Math.round(startOf(span)),
            duration: Math.round(span.nanos / 1e3),
            tags: tags(span).map(asTag),
            logs: (span.events || []).map(event => ({
                timestamp: Math.round(startOf(span) + (event.at - span.start) / 1e3),
                fields: [{ key: 'event', type: 'string', value: event.name },
                    ...pairsOf(event.attributes).map(([key, value]) => ({ key, type: 'string', value }))],
            })),
            processID: 'p1',
            warnings: null,
        });
    }
    return { data: [...all.values()] };
}

function pairsOf(keysAndValues) {
    return keysAndValues.flatMap((key, i) => i % 2 ? [] : [[key, keysAndValues[i + 1]]]);
}

/** The trace event format, which ui.perfetto.dev and chrome://tracing open; each trace is a track. */
function perfetto() {
    return {
        displayTimeUnit: 'ns',
        traceEvents: data.spans.map(span => ({
            name: span.label,
            cat: span.type || 'application',
            ph: 'X',
            ts: startOf(span),
            dur: span.nanos / 1e3,
            pid: 1,
            tid: span.trace + 1,
            args: Object.fromEntries(tags(span)),
        })),
    };
}

function save(name, json) {
    const url = URL.createObjectURL(new Blob([JSON.stringify(json)], { type: 'application/json' }));
    const link = element('a', { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
}
