package dev.ormtracing.jdbc.internal;

import dev.ormtracing.jdbc.internal.SqlScanner.Token;

/** Writes the text again with {@code ?} for each literal and without its comments. */
final class SqlSanitizer {

    private static final int NOT_IN_LIST = -1;

    private final String sql;
    private final StringBuilder out;
    private int listStart = NOT_IN_LIST;
    private boolean afterIn;
    private boolean afterIdentified;
    private boolean passwordNext;
    private boolean afterComment;

    SqlSanitizer(String sql, int length) {
        this.sql = sql;
        this.out = new StringBuilder(length);
    }

    void accept(Token token, SqlScanner at) {
        if (token == Token.COMMENT) {
            afterComment = true;
            return;
        }
        separateFromComment(token);
        if (token == Token.SPACE) {
            out.append(sql, at.start(), at.end());
            return;
        }
        if (token == Token.LITERAL || passwordNext && (token == Token.WORD || token == Token.QUOTED_NAME)) {
            out.append('?');
            passwordNext = false;
        } else {
            out.append(sql, at.start(), at.end());
        }
        followInList(token, at);
        followPassword(token, at);
    }

    String text() {
        return out.toString();
    }

    /** What a comment kept apart must not grow together. */
    private void separateFromComment(Token token) {
        if (afterComment && token != Token.SPACE && !out.isEmpty() && out.charAt(out.length() - 1) > ' ') {
            out.append(' ');
        }
        afterComment = false;
    }

    /** {@code IN (1, 2, 3)} becomes {@code IN (?)}, or each length of the list would be a text of its own. */
    private void followInList(Token token, SqlScanner at) {
        if (token == Token.WORD) {
            listStart = NOT_IN_LIST;
            afterIn = isWord(at, "IN");
            return;
        }
        char symbol = token == Token.SYMBOL ? at.first() : 0;
        if (afterIn && symbol == '(') {
            listStart = out.length();
        } else if (listStart != NOT_IN_LIST && symbol == ')') {
            collapse();
        } else if (token != Token.LITERAL && symbol != ',') {
            listStart = NOT_IN_LIST;
        }
        afterIn = false;
    }

    private void collapse() {
        if (out.length() > listStart + 1 && out.lastIndexOf("?") >= listStart) {
            out.setLength(listStart);
            out.append("?)");
        }
        listStart = NOT_IN_LIST;
    }

    /** Oracle takes {@code IDENTIFIED BY tiger}: a password that looks like a name. */
    private void followPassword(Token token, SqlScanner at) {
        passwordNext = afterIdentified && token == Token.WORD && isWord(at, "BY");
        afterIdentified = token == Token.WORD && isWord(at, "IDENTIFIED");
    }

    private boolean isWord(SqlScanner at, String word) {
        return at.end() - at.start() == word.length() && sql.regionMatches(true, at.start(), word, 0, word.length());
    }
}
