const PHASE_NAMES = {
    application: 'Application',
    hibernate: 'Hibernate, other',
    compile: 'Compile',
    serialize: 'Serialize',
    pool_wait: 'Pool wait',
    database: 'Database',
    cache: 'Cache',
    hydrate: 'Hydrate',
};

const byId = id => document.getElementById(id);

/** An element. What it shows goes in as text nodes only, so nothing that was recorded is ever parsed. */
function element(tag, attributes = {}, ...content) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === 'function') {
            node.addEventListener(name, value);
        } else {
            node.setAttribute(name, value);
        }
    }
    node.append(...content);
    return node;
}

function duration(nanos) {
    const micros = nanos / 1e3;
    if (micros < 999.95) {
        return micros.toFixed(1) + ' µs';
    }
    const millis = nanos / 1e6;
    return millis < 999.995 ? millis.toFixed(2) + ' ms' : (nanos / 1e9).toFixed(2) + ' s';
}

function percent(part, whole) {
    return whole > 0 ? (100 * part / whole).toFixed(1) + ' %' : '–';
}

function plural(count, one, many = one + 's') {
    return count.toLocaleString('en') + ' ' + (count === 1 ? one : many);
}

const sum = numbers => numbers.reduce((total, number) => total + number, 0);

const instant = iso => iso.replace('T', ' ').replace(/\..*/, ' UTC').replace('Z', ' UTC');

/** What was run, when, for how long, and on which databases. */
function runOf({ traces, run = {} }) {
    if (!traces.length) {
        return '';
    }
    const start = Date.parse(traces[0].start);
    const until = Date.parse(run.until);
    return ['recorded ' + instant(traces[0].start) + (until > start ? ' in ' + duration((until - start) * 1e6) : ''),
        ...run.services || [], ...run.databases || []].join(' · ');
}

/** Texts that were copied are as they were recorded, whatever the page makes of them. */
function copyButton(text, name = 'Copy') {
    const button = element('button', {
        type: 'button',
        class: 'copy',
        click: () => copy(text).then(
            () => { button.textContent = 'Copied'; },
            () => { button.textContent = 'Cannot copy'; }),
    }, name);
    return button;
}

/** Pages that came by plain HTTP from elsewhere have no clipboard but this one. */
async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        const box = element('textarea', { class: 'unseen', 'aria-hidden': true }, text);
        const before = document.activeElement;
        document.body.append(box);
        box.select();
        const isCopied = document.execCommand('copy');
        box.remove();
        before?.focus();
        if (!isCopied) {
            throw new Error('refused');
        }
    }
}
