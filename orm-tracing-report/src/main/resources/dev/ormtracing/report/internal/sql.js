const CLAUSES = new Set(['select', 'from', 'where', 'group', 'order', 'having', 'limit', 'offset', 'fetch', 'for', 'union',
    'except', 'intersect', 'values', 'set', 'returning', 'on', 'left', 'right', 'inner', 'cross', 'full', 'join', 'and', 'or']);
const JOINS = new Set(['left', 'right', 'inner', 'cross', 'full', 'outer']);

/** Texts and quoted names, comments, words, and every other character by itself. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\/|[\w$.]+|\s+|[^]/g;

/** Where there was a blank before a clause there is a new line; nothing else is changed. */
function formatted(sql) {
    let text = '';
    let depth = 0;
    let between = false;
    let before = '';
    for (const token of sql.match(TOKEN) || []) {
        const word = token.toLowerCase();
        depth += token === '(' ? 1 : token === ')' ? -1 : 0;
        if (/^\s+$/.test(token)) {
            before = token;
            continue;
        }
        const breaks = before && depth === 0 && CLAUSES.has(word) && !(word === 'and' && between) && !JOINS.has(lastWord(text));
        text += breaks ? (/^(on|and|or)$/.test(word) ? '\n  ' : '\n') : before;
        between = word === 'between' || between && word !== 'and';
        text += token;
        before = '';
    }
    return text + before;
}

const lastWord = text => (/(\w+)$/.exec(text.slice(-10)) || ['', ''])[1].toLowerCase();
