package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code db.query.summary}: the operations and their targets in the order of the text, in its own case and
 * quotes, at most 255 characters. No parser: it follows the key words that stand before targets.
 */
public final class SqlSummary {

    private static final int MAX_LENGTH = 255;
    private static final int MAX_DEPTH = 128;
    private static final int MAX_KEYWORD = 16;
    private static final int MAX_CTES = 64;

    /** In these parentheses a FROM is a clause, not a part of {@code extract(year from d)}. */
    private static final int QUERY = 1;

    /** A comma leads to the next table. */
    private static final int TABLE_LIST = 2;

    /** Common table expressions are being declared. */
    private static final int WITH = 4;

    /** The parentheses that come hold a change whose rows are read: {@code FINAL TABLE (INSERT …)}. */
    private static final int CHANGE = 8;

    private static final Set<String> COMMANDS = Set.of(
            "ATTACH",
            "BACKUP",
            "BEGIN",
            "CHECKPOINT",
            "CLOSE",
            "COMMENT",
            "COMMIT",
            "DEALLOCATE",
            "DECLARE",
            "DETACH",
            "DISCARD",
            "DO",
            "FETCH",
            "FLUSH",
            "HANDLER",
            "KILL",
            "LISTEN",
            "LOAD",
            "NOTIFY",
            "OPEN",
            "PRAGMA",
            "PREPARE",
            "REFRESH",
            "REINDEX",
            "RELEASE",
            "RENAME",
            "REPAIR",
            "RESET",
            "ROLLBACK",
            "RUNSCRIPT",
            "SAVEPOINT",
            "SCRIPT",
            "SET",
            "SHOW",
            "SHUTDOWN",
            "START",
            "UNLISTEN",
            "UNLOCK",
            "USE",
            "VACUUM",
            "VALUES");

    private static final Set<String> SCHEMA_OBJECTS = Set.of(
            "ALIAS",
            "DATABASE",
            "DOMAIN",
            "EVENT",
            "EXTENSION",
            "FUNCTION",
            "INDEX",
            "LOGIN",
            "PACKAGE",
            "POLICY",
            "PROCEDURE",
            "PUBLICATION",
            "ROLE",
            "SCHEMA",
            "SEQUENCE",
            "SERVER",
            "SUBSCRIPTION",
            "SYNONYM",
            "TABLE",
            "TABLESPACE",
            "TRIGGER",
            "TYPE",
            "USER",
            "VIEW");

    /** Words between a key word and its target. */
    private static final Set<String> FILLERS = Set.of(
            "CONCURRENTLY",
            "DELAYED",
            "EXISTS",
            "FAIL",
            "FROM",
            "HIGH_PRIORITY",
            "IF",
            "IGNORE",
            "INTO",
            "LATERAL",
            "LOW_PRIORITY",
            "NOT",
            "ONLY",
            "OR",
            "OVERWRITE",
            "QUICK");

    private static final Set<String> CHANGES = Set.of("FINAL", "NEW", "OLD");

    private enum Command {
        NONE,
        QUERY,
        INSERT,
        INSERT_ALL,
        UPDATE,
        DELETE,
        MERGE,
        SCHEMA,
        DROP,
        CALL
    }

    private final String sql;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private final byte[] scopes = new byte[MAX_DEPTH];
    private final List<String> ctes = new ArrayList<>(0);

    private int depth;
    private Command command = Command.NONE;
    private boolean full;

    /** What follows names privileges, which look like statements. */
    private boolean silent;

    private boolean statementStart = true;
    private boolean targetNext;
    private boolean objectNext;
    private boolean cteNext;
    private boolean nameContinues;
    private boolean afterDot;
    private boolean mergeSourceSeen;
    private boolean joined;
    private boolean callEscape;
    private String previous = "";
    private String beforePrevious = "";
    private @Nullable String procedure;
    private int lengthBeforeDeleted;

    SqlSummary(String sql) {
        this.sql = sql;
    }

    public String text() {
        return out.toString();
    }

    /** The procedure of a call, if it is one. */
    public @Nullable String procedure() {
        return procedure;
    }

    /** Whether the text is {@code {call p(?)}}, which is JDBC's and not the database's. */
    public boolean isCallEscape() {
        return callEscape && procedure != null;
    }

    /** A summary of allowed length, without half a name at its end. */
    public static String cut(String summary) {
        if (summary.length() <= MAX_LENGTH) {
            return summary;
        }
        int space = summary.lastIndexOf(' ', MAX_LENGTH);
        return space < 0 ? "" : summary.substring(0, space);
    }

    /** Takes any token but white space and comments; the last one is {@link Token#END}. */
    void accept(Token token, SqlScanner at) {
        if (full || silent && !(token == Token.SYMBOL && at.first() == ';') || continuesName(token, at)) {
            return;
        }
        switch (token) {
            case END -> endName(false);
            case WORD -> word(at);
            case QUOTED_NAME -> quotedName(at);
            case SYMBOL -> symbol(at.first());
            default -> {
                endName(false);
                // A parameter may stand before the call: {? = call f(?)}.
                statementStart &= callEscape && token == Token.PARAMETER;
                targetNext = false;
                remember("");
            }
        }
        afterDot = token == Token.SYMBOL && at.first() == '.';
    }

    /** Collects {@code schema.table}; the token after it tells whether it was a table. */
    private boolean continuesName(Token token, SqlScanner at) {
        if (name.isEmpty()) {
            return false;
        }
        boolean dot = token == Token.SYMBOL && at.first() == '.';
        if (dot || nameContinues && (token == Token.WORD || token == Token.QUOTED_NAME)) {
            append(at);
            nameContinues = dot;
            return true;
        }
        if (token == Token.WORD && isChangeOfTable(at)) {
            name.setLength(0);
            enter(CHANGE);
            return true;
        }
        endName(token == Token.SYMBOL && at.first() == '(');
        return false;
    }

    /** TABLE cannot be an alias, so the word before it was no table. */
    private boolean isChangeOfTable(SqlScanner at) {
        return in(TABLE_LIST)
                && keyword(at).equals("TABLE")
                && CHANGES.contains(name.toString().toUpperCase(Locale.ROOT));
    }

    private void append(SqlScanner at) {
        if (name.length() <= MAX_LENGTH) {
            name.append(sql, at.start(), at.end());
        }
    }

    private void endName(boolean beforeParenthesis) {
        if (name.isEmpty()) {
            return;
        }
        // A dot at the end of the text.
        String target = name.substring(0, nameContinues ? name.length() - 1 : name.length());
        name.setLength(0);
        nameContinues = false;
        boolean function = beforeParenthesis && in(TABLE_LIST);
        if (command == Command.CALL) {
            procedure = target;
            emit(target);
        } else if (!function && !isCte(target)) {
            emit(target);
        }
    }

    private void quotedName(SqlScanner at) {
        if (targetNext) {
            targetNext = false;
            append(at);
        } else if (cteNext) {
            declareCte(at);
        }
        statementStart = false;
        remember("");
    }

    private void word(SqlScanner at) {
        String word = keyword(at);
        if (!keywordHandled(word, at)) {
            plainWord(word, at);
        }
        remember(word);
    }

    private void plainWord(String word, SqlScanner at) {
        if (cteNext) {
            if (!word.equals("RECURSIVE")) {
                declareCte(at);
            }
        } else if (targetNext && !isFiller(word, at)) {
            targetNext = false;
            append(at);
        }
        statementStart = false;
    }

    private boolean isFiller(String word, SqlScanner at) {
        return FILLERS.contains(word)
                || previous.equals("OR")
                || previous.equals("{")
                || command == Command.CALL && at.first() == '@';
    }

    private boolean keywordHandled(String word, SqlScanner at) {
        if (word.isEmpty() || afterDot) {
            return false;
        }
        if (objectNext) {
            schemaObject(word, at);
            return true;
        }
        return statementStart && startsStatement(word, at) || clause(word, at);
    }

    /** CREATE, ALTER, DROP: up to the kind of thing, past {@code OR REPLACE}, {@code UNIQUE} and the like. */
    private void schemaObject(String word, SqlScanner at) {
        if (SCHEMA_OBJECTS.contains(word)) {
            emit(at);
            objectNext = false;
            targetNext = true;
        } else if (word.equals("SESSION") || word.equals("SYSTEM")) {
            emit(at);
            objectNext = false;
        }
    }

    private boolean startsStatement(String word, SqlScanner at) {
        boolean outermost = depth == 0 || depth > 0 && depth < MAX_DEPTH && (scopes[depth - 1] & (WITH | CHANGE)) != 0;
        if (!outermost && !word.equals("SELECT") && !word.equals("WITH")) {
            return false;
        }
        switch (word) {
            case "SELECT", "WITH" -> {
                return false;
            }
            case "INSERT", "UPSERT", "REPLACE" -> begin(Command.INSERT, at);
            case "UPDATE" -> begin(Command.UPDATE, at);
            case "DELETE" -> begin(Command.DELETE, at);
            case "MERGE" -> begin(Command.MERGE, at);
            case "CALL", "EXEC", "EXECUTE" -> begin(Command.CALL, at);
            case "CREATE", "ALTER" -> beginSchema(Command.SCHEMA, at);
            case "DROP" -> beginSchema(Command.DROP, at);
            case "TRUNCATE", "OPTIMIZE", "LOCK", "TABLE" -> begin(Command.DROP, at);
            case "EXPLAIN", "DESCRIBE", "DESC" -> emit(at);
            case "ANALYZE", "VERBOSE", "PLAN", "FOR" -> {
                // What EXPLAIN explains comes after these.
                if (previous.isEmpty() && word.equals("ANALYZE")) {
                    emit(at);
                    statementStart = false;
                }
            }
            case "COPY" -> begin(Command.SCHEMA, at);
            case "GRANT", "REVOKE" -> {
                emit(at);
                silent = true;
            }
            default -> {
                if (!COMMANDS.contains(word)) {
                    return false;
                }
                begin(Command.NONE, at);
                targetNext = false;
            }
        }
        return true;
    }

    private void begin(Command next, SqlScanner at) {
        emit(at);
        command = next;
        statementStart = false;
        targetNext = true;
        leave(WITH);
        lengthBeforeDeleted = out.length();
        if (next == Command.UPDATE || next == Command.DELETE) {
            enter(QUERY | TABLE_LIST);
        }
        if (next == Command.DROP) {
            enter(TABLE_LIST);
        }
    }

    private void beginSchema(Command next, SqlScanner at) {
        begin(next, at);
        targetNext = false;
        objectNext = true;
    }

    private boolean clause(String word, SqlScanner at) {
        switch (word) {
            case "SELECT" -> select(at);
            case "WITH" -> with();
            case "FROM" -> from();
            case "NEXT" -> {
                boolean value = command == Command.CALL && targetNext;
                targetNext &= !value;
                return value;
            }
            case "JOIN", "STRAIGHT_JOIN", "APPLY" -> {
                if (previous.equals("ARRAY")) {
                    return false;
                }
                joined = true;
                targetNext = true;
                enter(TABLE_LIST);
            }
            case "USING" -> using();
            case "INTO" -> targetNext |= command == Command.INSERT_ALL;
            case "ALL", "FIRST" -> {
                if (!previous.equals("INSERT")) {
                    return false;
                }
                command = Command.INSERT_ALL;
                targetNext = false;
            }
            case "TABLE", "TABLES" -> {
                boolean kind = command == Command.DROP && depth == 0 && targetNext && !previous.isEmpty();
                if (kind) {
                    emit(at);
                }
                return kind;
            }
            case "TRANSACTION" -> {
                if (previous.equals("START")) {
                    emit(at);
                }
            }
            case "IMMEDIATE" -> {
                boolean dynamic = previous.equals("EXECUTE");
                targetNext &= !dynamic;
                return dynamic;
            }
            case "WHERE",
                    "GROUP",
                    "ORDER",
                    "HAVING",
                    "LIMIT",
                    "OFFSET",
                    "FETCH",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "MINUS",
                    "SET",
                    "FOR",
                    "WINDOW",
                    "QUALIFY",
                    "CONNECT",
                    "ON",
                    "VALUES",
                    "RETURNING" -> {
                if (targetNext) {
                    return false;
                }
                endClause(word);
            }
            default -> {
                return false;
            }
        }
        statementStart = false;
        return true;
    }

    private void endClause(String word) {
        if (!word.equals("ON")) {
            leave(TABLE_LIST);
        }
        if (word.equals("RETURNING")) {
            command = Command.NONE;
        }
    }

    private void select(SqlScanner at) {
        emit(at);
        leave(WITH | TABLE_LIST);
        enter(QUERY);
        targetNext = false;
        if (depth == 0 && command != Command.MERGE) {
            command = Command.QUERY;
        }
    }

    private void with() {
        boolean declares = statementStart || command == Command.INSERT || command == Command.SCHEMA;
        if (declares && !targetNext) {
            enter(WITH);
            cteNext = true;
        }
    }

    private void from() {
        // MySQL names what it deletes from before FROM, mostly by aliases; the tables come after it.
        if (command == Command.DELETE && depth == 0 && lengthBeforeDeleted < out.length()) {
            out.setLength(lengthBeforeDeleted);
            lengthBeforeDeleted = Integer.MAX_VALUE;
        }
        boolean comparison =
                previous.equals("DISTINCT") && (beforePrevious.equals("IS") || beforePrevious.equals("NOT"));
        if (in(QUERY) && !comparison) {
            targetNext = true;
            enter(TABLE_LIST);
        }
    }

    private void using() {
        boolean mergeSource = command == Command.MERGE && depth == 0 && !mergeSourceSeen;
        if (mergeSource || command == Command.DELETE && depth == 0 && !joined) {
            mergeSourceSeen = true;
            targetNext = true;
            enter(QUERY | TABLE_LIST);
        }
    }

    private void symbol(char c) {
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case ',' -> {
                targetNext = in(TABLE_LIST);
                cteNext = in(WITH);
                statementStart = false;
            }
            case ';' -> nextStatement();
            case '{' -> callEscape |= statementStart && out.isEmpty();
            case '=' -> targetNext &= command == Command.CALL;
            default -> statementStart &= callEscape;
        }
        remember(c == '{' ? "{" : "");
    }

    private void open() {
        boolean nestedTables = targetNext && in(TABLE_LIST);
        depth++;
        cteNext = false;
        statementStart = true;
        targetNext = nestedTables;
        if (depth < MAX_DEPTH) {
            scopes[depth] = (byte) (nestedTables ? TABLE_LIST | QUERY : 0);
        }
    }

    private void close() {
        depth = Math.max(0, depth - 1);
        targetNext = false;
        statementStart = in(WITH);
        if (in(CHANGE)) {
            leave(CHANGE);
            command = Command.QUERY;
        }
    }

    private void nextStatement() {
        if (depth > 0) {
            return;
        }
        scopes[0] = 0;
        silent = false;
        command = Command.NONE;
        statementStart = true;
        targetNext = false;
        objectNext = false;
        cteNext = false;
        joined = false;
        mergeSourceSeen = false;
    }

    private boolean in(int scope) {
        return depth < MAX_DEPTH && (scopes[depth] & scope) != 0;
    }

    private void enter(int scope) {
        if (depth < MAX_DEPTH) {
            scopes[depth] |= (byte) scope;
        }
    }

    private void leave(int scope) {
        if (depth < MAX_DEPTH) {
            scopes[depth] &= (byte) ~scope;
        }
    }

    private void declareCte(SqlScanner at) {
        cteNext = false;
        if (ctes.size() < MAX_CTES) {
            ctes.add(sql.substring(at.start(), at.end()));
        }
    }

    private boolean isCte(String target) {
        for (String cte : ctes) {
            if (cte.equalsIgnoreCase(target)) {
                return true;
            }
        }
        return false;
    }

    private void emit(SqlScanner at) {
        emit(sql.substring(at.start(), at.end()));
    }

    private void emit(String part) {
        if (out.length() + 1 + part.length() > MAX_LENGTH) {
            full = true;
            return;
        }
        if (!out.isEmpty()) {
            out.append(' ');
        }
        out.append(part);
    }

    private void remember(String word) {
        beforePrevious = previous;
        previous = word;
    }

    /** In upper case, or empty when it is too long to be a key word. */
    private String keyword(SqlScanner at) {
        return at.end() - at.start() > MAX_KEYWORD
                ? ""
                : sql.substring(at.start(), at.end()).toUpperCase(Locale.ROOT);
    }
}
