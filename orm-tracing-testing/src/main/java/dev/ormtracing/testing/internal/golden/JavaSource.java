package dev.ormtracing.testing.internal.golden;

import java.util.ArrayList;
import java.util.List;

/** The text blocks of a source, and where its statements end. */
final class JavaSource {

    private record Token(int start, int line, boolean isSemicolon) {}

    private final String text;
    private final List<TextBlock> blocks = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private JavaSource(String text) {
        this.text = text;
    }

    static JavaSource parse(String text) {
        JavaSource source = new JavaSource(text);
        while (source.at < text.length()) {
            source.next();
        }
        return source;
    }

    /**
     * The text blocks of the statements on a line that are written there or below, to the end of the last statement that
     * begins there.
     */
    List<TextBlock> blocksOfStatementAt(int wanted) {
        int last = tokens.stream()
                .filter(token -> token.line() == wanted)
                .mapToInt(Token::start)
                .max()
                .orElse(text.length());
        int end = tokens.stream()
                .filter(token -> token.isSemicolon() && token.start() >= last)
                .mapToInt(Token::start)
                .findFirst()
                .orElse(text.length());
        return blocks.stream()
                .filter(block -> block.line() >= wanted && block.start() < end)
                .toList();
    }

    private void next() {
        if (skips("//", "\n") || skips("/*", "*/")) {
            return;
        }
        char found = text.charAt(at);
        if (Character.isWhitespace(found)) {
            advanceTo(at + 1);
            return;
        }
        tokens.add(new Token(at, line, found == ';'));
        if (text.startsWith("\"\"\"", at)) {
            textBlock();
        } else if (found == '"' || found == '\'') {
            advanceTo(endOfQuoted(at + 1, String.valueOf(found)));
        } else {
            advanceTo(at + 1);
        }
    }

    private boolean skips(String opening, String closing) {
        if (!text.startsWith(opening, at)) {
            return false;
        }
        int end = text.indexOf(closing, at + opening.length());
        advanceTo(end < 0 ? text.length() : end + closing.length());
        return true;
    }

    private void textBlock() {
        int start = at;
        int startLine = line;
        advanceTo(endOfQuoted(at + 3, "\"\"\""));
        blocks.add(new TextBlock(start, text.substring(start, at), startLine));
    }

    private int endOfQuoted(int from, String quotes) {
        int end = from;
        while (end < text.length() && !text.startsWith(quotes, end)) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + quotes.length(), text.length());
    }

    private void advanceTo(int end) {
        for (; at < end; at++) {
            if (text.charAt(at) == '\n') {
                line++;
            }
        }
    }
}
