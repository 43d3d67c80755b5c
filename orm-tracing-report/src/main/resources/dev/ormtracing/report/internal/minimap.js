const GRIP = 6;
const MOST_LANES = 12;

const map = byId('map');
const minimap = {
    trace: -1,
    dragged: null,

    start() {
        map.addEventListener('pointerdown', event => this.onDown(event));
        map.addEventListener('pointermove', event => this.onMove(event));
        map.addEventListener('pointerup', () => { this.dragged = null; });
        map.addEventListener('pointercancel', () => { this.dragged = null; });
        map.addEventListener('dblclick', () => zoom.reset());
        map.addEventListener('wheel', event => {
            zoom.by(event.deltaY > 0 ? 1.25 : 0.8, this.timeAt(event));
            event.preventDefault();
        }, { passive: false });
        const buttons = { 'zoom-out': () => zoom.by(2), 'zoom-in': () => zoom.by(0.5), 'zoom-fit': () => zoom.fit(), 'zoom-all': () => zoom.reset() };
        for (const [id, act] of Object.entries(buttons)) {
            byId(id).addEventListener('click', act);
        }
        new ResizeObserver(() => this.draw()).observe(map);
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
    },

    /** The trace of the selected span; it is drawn once, however often the window moves. */
    show() {
        const trace = tree.active < 0 ? -1 : spans[tree.active].trace;
        if (trace !== this.trace) {
            this.trace = trace;
            this.draw();
        }
        byId('minimap').hidden = trace < 0;
        if (trace < 0) {
            return;
        }
        const whole = zoom.wholeOf(trace);
        const [from, until] = zoom.windowOf(trace);
        const pane = byId('window');
        pane.hidden = !zoom.isOn(trace);
        pane.style.left = 100 * from / whole + '%';
        pane.style.width = 100 * (until - from) / whole + '%';
        byId('shown').textContent = zoom.isOn(trace)
            ? '+' + duration(from) + ' to +' + duration(until) + ' of ' + duration(whole) : duration(whole);
        byId('zoom-out').disabled = byId('zoom-all').disabled = !zoom.isOn(trace);
    },

    draw() {
        const context = map.getContext('2d');
        map.width = Math.max(1, map.clientWidth * devicePixelRatio);
        map.height = Math.max(1, map.clientHeight * devicePixelRatio);
        if (this.trace < 0 || this.trace >= roots.length) {
            return;
        }
        const colours = this.colours();
        const [first, end] = [roots[this.trace], ends[roots[this.trace]]];
        let lanes = 1;
        for (let i = first; i < end; i++) {
            lanes = Math.max(lanes, Math.min(MOST_LANES, spans[i].members ? 1 : spans[i].depth));
        }
        const scale = map.width / (zoom.wholeOf(this.trace) || 1);
        const height = Math.min(map.height / lanes, 10 * devicePixelRatio);
        for (let i = first; i < end; i++) {
            const span = spans[i];
            if (!span.members) {
                context.fillStyle = colours[span.phase];
                context.fillRect(span.start * scale, (Math.min(span.depth, lanes) - 1) * height,
                    Math.max(1, span.nanos * scale), Math.max(1, height - 1));
            }
        }
        map.setAttribute('aria-label', 'Overview of ' + data.traces[this.trace].label + ', ' + plural(end - first, 'span'));
    },

    /** A canvas knows no variables of style sheets. */
    colours() {
        const probe = byId('probe');
        return data.phases.map(phase => {
            probe.className = 'phase-' + phase;
            return getComputedStyle(probe).backgroundColor;
        });
    },

    timeAt(event) {
        const box = map.getBoundingClientRect();
        const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
        return share * zoom.wholeOf(this.trace);
    },

    /** At its edges the window gets another size, within them it is moved, and anywhere else there begins a new one. */
    onDown(event) {
        if (event.button !== 0 || this.trace < 0) {
            return;
        }
        const at = this.timeAt(event);
        const [from, until] = zoom.windowOf(this.trace);
        const near = GRIP * zoom.wholeOf(this.trace) / map.clientWidth;
        const isOn = zoom.isOn(this.trace);
        this.dragged = isOn && Math.abs(at - from) < near ? { fixed: until }
            : isOn && Math.abs(at - until) < near ? { fixed: from }
                : isOn && at > from && at < until ? { grabbed: at, from, until }
                    : { fixed: at };
        map.setPointerCapture(event.pointerId);
    },

    onMove(event) {
        if (!this.dragged) {
            return;
        }
        const at = this.timeAt(event);
        const { fixed, grabbed, from, until } = this.dragged;
        if (grabbed !== undefined) {
            zoom.set(from + at - grabbed, until + at - grabbed);
        } else if (Math.abs(at - fixed) * map.clientWidth > GRIP * zoom.wholeOf(this.trace)) {
            zoom.set(Math.min(fixed, at), Math.max(fixed, at));
        }
    },
};
