package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlDialect.Rule;
import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.Set;

/**
 * Hides what is no literal by its form and yet is one: passwords and keys that may be written like names, words that a
 * procedure takes for strings, and rows in a format of their own.
 */
final class SqlSecrets {

    /** Statements of which the rest need not be read, where a semicolon ends them. */
    private static final Set<String> PLAIN = Set.of("DELETE", "MERGE", "SELECT", "UPDATE", "VALUES", "WITH");

    /** Statements that have columns of such names, but no passwords that are not strings. */
    private static final Set<String> NO_PASSWORDS = Keywords.set("""
            ANALYZE BEGIN CALL CLOSE COMMENT DECLARE DELETE DESC DESCRIBE DROP EXPLAIN FETCH GRANT INSERT
            LOCK MERGE OPTIMIZE REFRESH RENAME REVOKE SELECT SHOW TABLE TRUNCATE UPDATE UPSERT USE VACUUM
            VALUES WITH""");

    /** What is created and altered by statements without such passwords. */
    private static final Set<String> NO_PASSWORDS_OF = Keywords.set("""
            AGGREGATE ALIAS DOMAIN FUNCTION INDEX INTO PACKAGE PROC PROCEDURE SEQUENCE TABLE TRIGGER TYPE
            VIEW""");

    /** A name that ends so is followed by a secret. */
    private static final Set<String> SECRETS = Set.of(
            "PASSWORD",
            "PASSWD",
            "PASSPHRASE",
            "PWD",
            "SECRET",
            "TOKEN",
            "CREDENTIAL",
            "CREDENTIALS",
            "_KEY",
            "KEY_ID");

    /** What PRAGMA takes for keys. */
    private static final Set<String> PRAGMAS =
            Set.of("KEY", "REKEY", "HEXKEY", "HEXREKEY", "TEXTKEY", "TEXTREKEY", "CIPHER_SALT");

    /** Words that come after PASSWORD and are none. */
    private static final Set<String> NO_VALUES = Keywords.set("""
            AND AS BY CHANGE DEFAULT DISABLE ENABLE EXISTS EXPIRE EXPIRED EXTERNALLY FALSE FILE FOR FORCE
            FROM FUNCTION GLOBALLY GRACE HISTORY IDENTIFIED IF IN IS LIFETIME LIFE LIMIT LOCK MANAGEMENT
            MUST_CHANGE NEVER NOT NULL OFF ON OPTIONAL OR POLICY RANDOM REQUIRE REQUIRED REUSE TIMEOUT TO
            TRUE TYPE UNLOCK UNTIL USING VALID VALUES VERIFY VERIFY_FUNCTION WITH""");

    /** Words that begin something else than the argument of a procedure. */
    private static final Set<String> NO_ARGUMENTS = Keywords.set("""
            AS AT BEGIN COMMIT DECLARE DEFAULT DELETE ELSE END EXEC EXECUTE GO IF INSERT INTO NULL PRINT
            RETURN ROLLBACK SELECT SET UPDATE USING WITH""");

    /** What the names of a statement may be. */
    private enum Names {
        /** Only names: nothing else is written like one. */
        NAMES,

        /** Of a few words, what follows these. */
        MOSTLY_NAMES,

        /** What follows a word for a password is one. */
        PASSWORDS
    }

    private final SqlTokens tokens;
    private boolean found;

    /** The first token of the statement, and its word. */
    private int start;

    private String command = "";
    private Names names = Names.MOSTLY_NAMES;
    private boolean identified;
    private boolean passwordGiven;
    private int depth;

    private SqlSecrets(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** @return whether there are passwords or keys */
    static boolean hide(SqlTokens tokens) {
        SqlSecrets secrets = new SqlSecrets(tokens);
        secrets.run();
        return secrets.found;
    }

    private void run() {
        begin(0);
        for (int i = 0; i < tokens.size(); i++) {
            Token kind = tokens.kind(i);
            if (names == Names.NAMES && !tokens.isSymbol(i, ';')) {
                continue;
            }
            if (kind == Token.WORD) {
                word(i);
            } else if (kind == Token.SYMBOL) {
                symbol(i);
            }
        }
    }

    private void symbol(int i) {
        switch (tokens.first(i)) {
            case '(' -> depth++;
            case ')' -> depth--;
            case ';' -> {
                boolean rows = command.equals("COPY") && tokens.isWord(i - 1, "STDIN");
                if (rows && tokens.has(Rule.INLINE_DATA)) {
                    tokens.hideFrom(i + 1);
                }
                begin(i + 1);
            }
            case ',' -> {
                // GRANT … TO scott, bob IDENTIFIED BY tiger, lion
                if (passwordGiven && command.equals("GRANT")) {
                    value(i + 1);
                }
            }
            case '/' -> {
                if (command.equals("CONNECT")) {
                    value(i + 1);
                }
            }
            default -> {}
        }
    }

    private void begin(int i) {
        start = i;
        depth = 0;
        command = tokens.keyword(i);
        identified = false;
        passwordGiven = false;
        names = names(i);
        if (tokens.has(Rule.BARE_STRINGS) && (startsWith(i, "sp_") || startsWith(i, "xp_"))) {
            arguments(i);
        }
    }

    private Names names(int i) {
        if (PLAIN.contains(command) && !tokens.has(Rule.BARE_STRINGS) && !tokens.has(Rule.NO_SEPARATOR)) {
            return Names.NAMES;
        }
        boolean things = command.equals("CREATE") || command.equals("ALTER") || command.equals("REPLACE");
        boolean passwords =
                things ? hasPasswords(i + 1) : tokens.kind(i) == Token.WORD && !NO_PASSWORDS.contains(command);
        return passwords ? Names.PASSWORDS : Names.MOSTLY_NAMES;
    }

    private boolean startsWith(int i, String prefix) {
        return tokens.kind(i) == Token.WORD
                && tokens.sql().regionMatches(true, tokens.start(i), prefix, 0, prefix.length());
    }

    private boolean hasPasswords(int i) {
        for (int j = i; j < i + 5 && tokens.kind(j) == Token.WORD; j++) {
            if (NO_PASSWORDS_OF.contains(tokens.keyword(j))) {
                return false;
            }
            if (tokens.isOneOf(j, "USER", "ROLE", "LOGIN", "DATABASE", "SERVER", "SECRET")) {
                return true;
            }
        }
        return true;
    }

    private void word(int i) {
        String word = tokens.keyword(i);
        switch (word) {
            case "IDENTIFIED" -> identified = true;
            case "BY" -> {
                if (identified) {
                    identified = false;
                    value(i + 1);
                    passwordGiven = true;
                }
            }
            case "AS", "USING" -> {
                if (identified && !tokens.isWord(i + 1, "PASSWORD") || word.equals("USING") && isConnect()) {
                    value(i + 1);
                }
            }
            case "REPLACE" -> {
                if (passwordGiven) {
                    value(i + 1);
                }
            }
            case "SET" -> {
                if (passwordGiven) {
                    value(i + 1);
                } else if (names == Names.PASSWORDS) {
                    setting(i);
                }
            }
            case "KEY" -> {
                if (command.equals("ATTACH")) {
                    value(i + 1);
                }
            }
            case "NEW", "CONFIRM" -> {
                if (isConnect()) {
                    value(i + 1);
                }
            }
            case "FORMAT" -> {
                if (command.equals("INSERT") && depth == 0 && tokens.has(Rule.INLINE_DATA) && tokens.isName(i + 1)) {
                    tokens.hideFrom(i + 2);
                }
            }
            case "EXEC", "EXECUTE" -> execute(i);
            default -> {}
        }
        if (command.equals("PRAGMA") ? PRAGMAS.contains(word) : names == Names.PASSWORDS && isSecret(i)) {
            value(i + 1);
        }
    }

    private boolean isConnect() {
        return command.equals("CONNECT") || command.equals("ATTACH");
    }

    /** {@code SET app.token = secret}: what a database does not know itself may be anything. */
    private void setting(int set) {
        int name = tokens.isOneOf(set + 1, "SESSION", "LOCAL", "GLOBAL") ? set + 2 : set + 1;
        int last = tokens.nameEnd(name);
        boolean value = tokens.isSymbol(last + 1, '=') || tokens.isWord(last + 1, "TO");
        if (last > name && tokens.kind(name) == Token.WORD && tokens.first(name) != '@' && value) {
            value(last + 1);
        }
        if (tokens.isWord(name, "PASSWORD") && tokens.isWord(name + 1, "FOR")) {
            for (int i = name + 2; i < name + 8 && !tokens.isSymbol(i, ';'); i++) {
                if (tokens.isSymbol(i, '=')) {
                    value(i);
                }
            }
        }
    }

    private boolean isSecret(int i) {
        if (!endsLikeSecret(i)) {
            return false;
        }
        // CREATE SECRET s names the thing, not its value.
        boolean kind = i - start < 5
                && tokens.isOneOf(i - 1, "CREATE", "ALTER", "REPLACE", "PERSISTENT", "TEMPORARY", "SCOPED", "REMOTE");
        return !kind;
    }

    private boolean endsLikeSecret(int i) {
        String sql = tokens.sql();
        for (String secret : SECRETS) {
            int from = tokens.end(i) - secret.length();
            if (from >= tokens.start(i) && sql.regionMatches(true, from, secret, 0, secret.length())) {
                return true;
            }
        }
        return false;
    }

    /** Hides the value there, behind {@code =}, {@code TO} and parentheses, with all that sticks to it. */
    private void value(int from) {
        int i = from;
        while (tokens.kind(i) == Token.SYMBOL && "=:>".indexOf(tokens.first(i)) >= 0 || tokens.isWord(i, "TO")) {
            i++;
        }
        if (tokens.isSymbol(i, '(') && tokens.isSymbol(i + 2, ')')) {
            i++;
        }
        Token kind = tokens.kind(i);
        if (kind == Token.LITERAL) {
            found = true;
            hideRun(i);
        } else if (kind == Token.QUOTED_NAME
                || kind == Token.WORD && !NO_VALUES.contains(tokens.keyword(i)) && !isPasswordItself(i)) {
            found = true;
            tokens.hide(i);
            hideRun(i);
        }
    }

    /** {@code IDENTIFIED BY PASSWORD 'x'}. */
    private boolean isPasswordItself(int i) {
        Token next = tokens.kind(i + 1);
        return tokens.isWord(i, "PASSWORD")
                && (next == Token.LITERAL
                        || tokens.isName(i + 1)
                        || tokens.isSymbol(i + 1, '=')
                        || tokens.isSymbol(i + 1, '('));
    }

    /** Of a password that no database takes without quotes, nothing is to remain either. */
    private void hideRun(int first) {
        for (int i = first + 1; tokens.isAdjacent(i); i++) {
            boolean ends = tokens.kind(i) == Token.SYMBOL && ";,)(".indexOf(tokens.first(i)) >= 0;
            if (ends) {
                return;
            }
            tokens.hideWithLast(i);
        }
    }

    /** {@code EXEC p secret, @b = secret}. */
    private void execute(int i) {
        boolean other =
                tokens.isOneOf(i + 1, "AS", "BLOCK", "FUNCTION", "IMMEDIATE", "ON", "PROCEDURE", "STATEMENT", "TASK");
        if (other || !tokens.has(Rule.BARE_STRINGS)) {
            return;
        }
        boolean result = tokens.isName(i + 1) && tokens.first(i + 1) == '@' && tokens.isSymbol(i + 2, '=');
        arguments(result ? i + 3 : i + 1);
    }

    private void arguments(int procedure) {
        if (!tokens.isName(procedure) || !tokens.has(Rule.BARE_STRINGS)) {
            return;
        }
        int i = tokens.nameEnd(procedure) + 1;
        if (tokens.isSymbol(i, ';') && tokens.kind(i + 1) == Token.LITERAL && tokens.isAdjacent(i + 1)) {
            i += 2;
        }
        while (true) {
            if (tokens.isName(i) && tokens.first(i) == '@' && tokens.isSymbol(i + 1, '=')) {
                i += 2;
            }
            if (tokens.isSymbol(i, '-') || tokens.isSymbol(i, '+')) {
                i++;
            }
            if (tokens.isSymbol(i, '[')) {
                // A name in brackets is a string here too, where it is not known to be a name.
                tokens.hide(i);
                hideRun(i);
            } else if (tokens.isName(i) && tokens.first(i) != '@' && !NO_ARGUMENTS.contains(tokens.keyword(i))) {
                tokens.hide(i);
                hideRun(i);
            }
            i++;
            while (tokens.kind(i) == Token.SPACE || tokens.isOneOf(i, "OUT", "OUTPUT", "READONLY")) {
                i++;
            }
            if (!tokens.isSymbol(i, ',')) {
                return;
            }
            i++;
        }
    }
}
