package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;

/** Writes the text again with {@code ?} for each literal and without its comments. */
final class SqlSanitizer {

    private static final int NOT_IN_LIST = -1;

    private final String sql;
    private final StringBuilder out;
    private int listStart = NOT_IN_LIST;
    private boolean valueInList;
    private boolean afterIn;
    private boolean afterIdentified;
    private boolean passwordNext;
    private boolean passwordGiven;
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
            valueInList = false;
        } else if (listStart != NOT_IN_LIST && symbol == ')') {
            collapse();
        } else if (token == Token.LITERAL || isPlainParameter(token, at)) {
            valueInList = true;
        } else if (symbol != ',') {
            listStart = NOT_IN_LIST;
        }
        afterIn = false;
    }

    private static boolean isPlainParameter(Token token, SqlScanner at) {
        return token == Token.PARAMETER && at.end() - at.start() == 1;
    }

    private void collapse() {
        if (valueInList) {
            out.setLength(listStart);
            out.append("?)");
        }
        listStart = NOT_IN_LIST;
    }

    /** Oracle takes {@code IDENTIFIED BY tiger REPLACE scott}: passwords that look like names. */
    private void followPassword(Token token, SqlScanner at) {
        boolean word = token == Token.WORD;
        passwordNext = word && (afterIdentified && isWord(at, "BY") || passwordGiven && isWord(at, "REPLACE"));
        passwordGiven |= passwordNext;
        afterIdentified = word && isWord(at, "IDENTIFIED");
    }

    private boolean isWord(SqlScanner at, String word) {
        return at.end() - at.start() == word.length() && sql.regionMatches(true, at.start(), word, 0, word.length());
    }
}
