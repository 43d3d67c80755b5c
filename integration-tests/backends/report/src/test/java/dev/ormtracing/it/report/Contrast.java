package dev.ormtracing.it.report;

/** The contrasts of WCAG 2.2: of text to what is behind it (1.4.3), of bars and swatches to theirs (1.4.11). */
final class Contrast {

    /** Looks at every element of every view; gives the scheme, the smallest contrasts and where they are. */
    static final String SCRIPT = """
        const channels = colour => colour.match(/[\\d.]+/g)
                .map((part, n) => colour.startsWith('color(') && n < 3 ? 255 * part : Number(part));
            const linear = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
            const luminance = colour => {
                const [red, green, blue] = channels(colour).map(channel => linear(channel / 255));
                return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            };
            const contrast = (one, other) => {
                const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
                return (light + 0.05) / (dark + 0.05);
            };
            const isClear = colour => channels(colour)[3] === 0;
            const behind = node => {
                for (; node; node = node.parentElement) {
                    const colour = getComputedStyle(node).backgroundColor;
                    if (!isClear(colour)) {
                        return colour;
                    }
                }
                throw new Error('no background');
            };
            document.querySelectorAll('[role=tab]').forEach(tab => tab.click());
            document.querySelectorAll('[role=tabpanel]').forEach(panel => { panel.hidden = false; });
            document.getElementById('tab-traces').click();
            document.getElementById('errors').setAttribute('aria-pressed', 'true');
            const worst = {
                scheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
                text: 21.5, textAt: '', graphics: 21.5, graphicsAt: '',
            };
            for (const node of document.querySelectorAll('body *')) {
                const style = getComputedStyle(node);
                const hasText = [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
                if (hasText && !node.matches('script, noscript *, noscript')) {
                    const found = contrast(style.color, behind(node));
                    if (found < worst.text) {
                        worst.text = found;
                        worst.textAt = node.tagName + '.' + node.className;
                    }
                }
                if (node.matches('.bar, .swatch, .stacked span, .share span')) {
                    const found = contrast(style.backgroundColor, behind(node.parentElement));
                    if (found < worst.graphics) {
                        worst.graphics = found;
                        worst.graphicsAt = node.className;
                    }
                }
            }
            return worst;
            """;

    private Contrast() {}
}
