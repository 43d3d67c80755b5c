package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;

/** Finds where the body of a procedure, a trigger and their like ends. */
final class RoutineBody {

    private final SqlTokens tokens;
    private final boolean isPackage;

    /** Whether AS comes before the body, and not before the name of a row. */
    private final boolean asBeforeBody;

    /** In what is said of a routine before its body. */
    private boolean header = true;

    /** Whether there is code in the text, which goes on over semicolons. */
    private boolean code;

    private int depth;
    private int openBlocks;
    private int routines;
    private int endedBlocks;

    RoutineBody(SqlTokens tokens, String kind) {
        this.tokens = tokens;
        this.isPackage = kind.equals("PACKAGE");
        this.asBeforeBody = !kind.equals("TRIGGER") || tokens.has(SqlDialect.Rule.NO_SEPARATOR);
    }

    /** To be asked of each token in its order. */
    boolean endsAt(int i) {
        if (tokens.kind(i) == Token.SYMBOL) {
            return symbol(tokens.first(i));
        }
        switch (tokens.keyword(i)) {
            case "BEGIN" -> openBlocks++;
            case "CASE" -> openBlocks += tokens.isWord(i - 1, "END") ? 0 : 1;
            case "END" -> end(i);
            case "DECLARE" -> {
                code = true;
                routines = Math.max(routines, 1);
            }
            case "PROCEDURE", "FUNCTION" -> header = true;
            case "AS", "IS" -> {
                if (header && depth == 0 && asBeforeBody && tokens.kind(i + 1) != Token.LITERAL) {
                    begin();
                }
            }
            default -> {}
        }
        return false;
    }

    private void begin() {
        header = false;
        if (isPackage && !code) {
            // Its END has no BEGIN.
            openBlocks++;
        } else {
            routines++;
        }
        code = true;
    }

    private void end(int i) {
        if (!tokens.isOneOf(i + 1, "FOR", "IF", "LOOP", "REPEAT", "WHILE")) {
            openBlocks--;
            endedBlocks += openBlocks == 0 ? 1 : 0;
        }
    }

    private boolean symbol(char c) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c != ';') {
            return false;
        }
        header = false;
        return openBlocks <= 0 && (!code || endedBlocks > 0 && (isPackage || endedBlocks >= routines));
    }
}
