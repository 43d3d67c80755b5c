(() => {
'use strict';

/** The trace may be told a moment after the page has come. */
const TRIES = 25;
const PAUSE = 200;

/** By a script, not in the page: a content security policy that forbids styles in the page does not mind. */
const STYLE = `
a, button {
    all: unset;
    padding: .35em .7em;
    cursor: pointer;
}

div {
    position: fixed;
    right: 1em;
    bottom: 1em;
    z-index: 2147483647;
    display: flex;
    border-radius: .4em;
    background: #fff;
    box-shadow: 0 0 0 1px #8886, 0 2px 8px #0003;
    color: #222;
    font: 13px/1.4 system-ui, sans-serif;
}

div.bad a {
    color: #b3261e;
    font-weight: 600;
}

a:hover {
    text-decoration: underline;
}

a:focus-visible, button:focus-visible {
    outline: 2px solid #6741d9;
    border-radius: .4em;
}

@media (prefers-color-scheme: dark) {
    div {
        background: #222;
        color: #eee;
    }

    div.bad a {
        color: #ff8a80;
    }
}

@media print {
    div {
        display: none;
    }
}
`;

const base = document.currentScript.src.replace(/\/badge\.js.*$/, '');

const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
};

const plural = (count, name) => count.toLocaleString('en') + ' ' + name + (count === 1 ? '' : 's');

function text(told) {
    const parts = [plural(told.statements, 'statement')];
    if (told.repetitions) {
        parts.push(told.repetitions + ' N+1');
    }
    if (told.errors) {
        parts.push(plural(told.errors, 'error'));
    }
    const millis = told.nanos / 1e6;
    parts.push((millis < 10 ? millis.toFixed(1) : Math.round(millis).toLocaleString('en')) + ' ms');
    return parts.join(' · ');
}

function show(trace, told) {
    const host = element('orm-traces-badge', {});
    const close = element('button', { type: 'button', 'aria-label': 'Close' }, '×');
    close.addEventListener('click', () => host.remove());
    const link = element('a', { href: base + '#' + trace, target: '_blank', rel: 'noopener', title: 'Show the trace of this request' }, text(told));
    const root = host.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    root.append(element('div', { role: 'complementary', 'aria-label': 'Database', class: told.repetitions || told.errors ? 'bad' : '' }, link, close));
    document.body.append(host);
}

function ask(trace, left) {
    fetch(base + '/summaries/' + trace)
        .then(response => response.ok ? response.json() : null)
        .catch(() => null)
        .then(told => {
            if (told && !told.running) {
                show(trace, told);
            } else if (left > 0) {
                setTimeout(() => ask(trace, left - 1), PAUSE);
            }
        });
}

function start() {
    const [page] = performance.getEntriesByType('navigation');
    const told = (page && page.serverTiming || []).find(one => one.name === 'traceparent');
    const [, trace] = told && /^00-([0-9a-f]{32})-/.exec(told.description) || [];
    if (trace) {
        ask(trace, TRIES);
    }
}

if (document.readyState === 'complete') {
    start();
} else {
    addEventListener('load', start);
}
})();
