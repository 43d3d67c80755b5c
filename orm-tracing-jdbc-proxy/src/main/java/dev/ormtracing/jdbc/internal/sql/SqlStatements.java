package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.ClauseListener.Kind;
import dev.ormtracing.jdbc.internal.sql.SqlDialect.Rule;
import dev.ormtracing.jdbc.internal.sql.SqlParenthesis.Command;
import dev.ormtracing.jdbc.internal.sql.SqlParenthesis.Mark;
import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.Set;

/** Reads how statements begin, up to what they are about. {@link SqlClauses} goes on behind it. */
final class SqlStatements {

    private static final int MAX_MODIFIERS = 24;

    /** Statements that name no table, or not in a way worth knowing. */
    private static final Set<String> COMMANDS = Keywords.set("""
            ABORT ADMINISTER ANALYZE ATTACH BACKUP CHECKPOINT CLOSE COMMENT COMMIT CONNECT DEALLOCATE
            DECLARE DETACH DISCARD DISCONNECT DO EXPORT FETCH FLUSH HANDLER IMPORT INSTALL KILL LISTEN LOAD
            NOTIFY OPEN PRAGMA PREPARE PRINT REFRESH REINDEX RELEASE RENAME REPAIR RESET RESTORE ROLLBACK
            RUNSCRIPT SAVEPOINT SCRIPT SET SHOW SHUTDOWN UNLISTEN UNLOAD UNLOCK USE VACUUM VALUES WAITFOR""");

    private static final Set<String> SCHEMA_OBJECTS = Keywords.set("""
            AGGREGATE ALIAS CATALOG CERTIFICATE CREDENTIAL DATABASE DICTIONARY DOMAIN EVENT EXTENSION
            FUNCTION INDEX LOGIN MACRO PACKAGE POLICY PROC PROCEDURE PROFILE PUBLICATION ROLE RULE SCHEMA
            SECRET SEQUENCE SERVER STAGE STREAM SUBSCRIPTION SYNONYM TABLE TABLESPACE TASK TRIGGER TYPE USER
            VIEW WAREHOUSE""");

    /** What has statements in it that are not run when it is created. */
    private static final Set<String> WITH_BODY =
            Set.of("EVENT", "FUNCTION", "MACRO", "PACKAGE", "PROC", "PROCEDURE", "RULE", "TASK", "TRIGGER");

    /** What EXPLAIN explains. */
    private static final Set<String> EXPLAINED = Keywords.set("""
            CALL CREATE DELETE EXECUTE INSERT MERGE REPLACE SELECT UPDATE UPSERT VALUES WITH""");

    /** Words between a key word and its target. */
    private static final Set<String> MODIFIERS = Set.of(
            "DELAYED",
            "FAIL",
            "HIGH_PRIORITY",
            "IGNORE",
            "INTO",
            "LATERAL",
            "LOW_PRIORITY",
            "ONLY",
            "OVERWRITE",
            "QUICK");

    private static final Set<String> NO_PROCEDURES =
            Set.of("AS", "BLOCK", "FUNCTION", "IMMEDIATE", "NEXT", "STATEMENT", "TASK");

    private final SqlTokens tokens;
    private final ClauseListener listener;
    private final SqlClauses clauses;

    /** In {@code {call p(?)}}. */
    private boolean escape;

    SqlStatements(SqlTokens tokens, ClauseListener listener, SqlClauses clauses) {
        this.tokens = tokens;
        this.listener = listener;
        this.clauses = clauses;
    }

    /** @return the last token that has been dealt with; -1 if the word begins no statement that is read here */
    int start(int i, String word) {
        return switch (word) {
            case "INSERT", "UPSERT", "REPLACE" -> insert(i);
            case "UPDATE" -> tokens.isWord(i + 1, "OR") && tokens.isWord(i + 2, "INSERT") ? insert(i) : update(i);
            case "DELETE" -> delete(i);
            case "MERGE" -> merge(i);
            case "CALL", "EXEC", "EXECUTE" -> call(i, word);
            case "CREATE", "ALTER", "DROP" -> schema(i, word);
            case "TRUNCATE", "OPTIMIZE", "LOCK", "TABLE" -> tables(i);
            case "EXPLAIN", "DESCRIBE", "DESC" -> explain(i);
            case "COPY" -> {
                begin(i, Command.SCHEMA);
                yield target(i);
            }
            case "GRANT", "REVOKE" -> {
                begin(i, Command.NONE);
                yield clauses.skip(i, statementEnd(i)) - 1;
            }
            case "BEGIN" -> {
                begin(i, Command.NONE);
                yield block(i);
            }
            case "START" -> {
                begin(i, Command.NONE);
                if (tokens.isWord(i + 1, "TRANSACTION")) {
                    listener.operation(i + 1);
                }
                yield i + 1;
            }
            default -> {
                if (!COMMANDS.contains(word)) {
                    yield -1;
                }
                begin(i, Command.NONE);
                listener.word(i);
                yield i;
            }
        };
    }

    /** Past BEGIN and what belongs to it: statements follow. */
    int block(int begin) {
        clauses.here.mark(Mark.BLOCK, Mark.STATEMENT_DUE);
        if (tokens.isWord(begin + 1, "NOT") && tokens.isWord(begin + 2, "ATOMIC")) {
            return begin + 2;
        }
        return tokens.isOneOf(begin + 1, "ATOMIC", "CATCH", "TRY") ? begin + 1 : begin;
    }

    /** {@code {call p(?)}} and {@code {? = call f(?)}}. */
    int escape(int brace) {
        int i = brace + 1;
        if (tokens.kind(i) == Token.PARAMETER && tokens.isSymbol(i + 1, '=')) {
            listener.parameter(i, false);
            i += 2;
        }
        if (!tokens.isWord(i, "CALL")) {
            return brace;
        }
        escape = true;
        int last = call(i, "CALL");
        escape = false;
        return last;
    }

    private void begin(int i, Command command) {
        listener.operation(i);
        clauses.here.begin(command);
    }

    private int insert(int i) {
        begin(i, Command.INSERT);
        if (tokens.isOneOf(i + 1, "ALL", "FIRST")) {
            clauses.here.command = Command.INSERT_ALL;
            return i + 1;
        }
        listener.begins(Kind.INSERT);
        int last = target(i);
        if (tokens.isWord(last + 1, "TABLE") && tokens.isName(last + 2)) {
            last++;
        }
        if (tokens.isWord(last + 1, "FUNCTION")) {
            // ClickHouse inserts into what a function gives.
            clauses.here.unmark(Mark.TABLE_DUE);
            return last + 1;
        }
        return last;
    }

    private int update(int i) {
        begin(i, Command.UPDATE);
        listener.begins(Kind.UPDATE);
        clauses.here.mark(Mark.QUERY, Mark.TABLES);
        clauses.here.unmark(Mark.FROM_SEEN);
        return target(i);
    }

    private int delete(int i) {
        begin(i, Command.DELETE);
        listener.begins(Kind.DELETE);
        clauses.here.mark(Mark.QUERY);
        int last = target(i);
        if (tokens.isWord(last + 1, "FROM")) {
            clauses.here.unmark(Mark.TABLE_DUE);
            return last;
        }
        int from = deleted(last + 1);
        if (from > 0) {
            clauses.here.unmark(Mark.TABLE_DUE);
            return from - 1;
        }
        clauses.here.mark(Mark.TABLES);
        return last;
    }

    /** MySQL names what it deletes from before FROM, mostly by aliases; the tables come after it. */
    private int deleted(int first) {
        int i = first;
        while (tokens.isName(i)) {
            i = tokens.nameEnd(i) + 1;
            if (tokens.isSymbol(i, '.') && tokens.isSymbol(i + 1, '*')) {
                i += 2;
            }
            if (tokens.isWord(i, "FROM")) {
                return i;
            }
            if (!tokens.isSymbol(i, ',')) {
                return -1;
            }
            i++;
        }
        return -1;
    }

    private int merge(int i) {
        begin(i, Command.MERGE);
        listener.begins(Kind.MERGE);
        return target(i);
    }

    private int tables(int i) {
        begin(i, Command.DROP);
        clauses.here.mark(Mark.TABLES);
        int last = i;
        if (tokens.isOneOf(i + 1, "TABLE", "TABLES")) {
            last = i + 1;
            listener.operation(last);
        }
        return target(last);
    }

    /** Up to the name that is to come. */
    private int target(int i) {
        clauses.here.mark(Mark.TABLE_DUE);
        int last = i;
        while (true) {
            int next = last + 1;
            if (tokens.isWord(next, "OR") && tokens.isName(next + 1)) {
                last = next + 1;
            } else if (tokens.isWord(next, "TOP") && tokens.isSymbol(next + 1, '(')) {
                last = clauses.skip(next, tokens.afterParenthesis(next + 1)) - 1;
            } else if (tokens.isWord(next, "TOP") && tokens.kind(next + 1) == Token.LITERAL) {
                last = next + 1;
            } else if (tokens.isWord(next, "PERCENT") && last > i + 1 || MODIFIERS.contains(tokens.keyword(next))) {
                last = next;
            } else {
                return last;
            }
        }
    }

    private int call(int i, String word) {
        begin(i, Command.NONE);
        int j = i + 1;
        if (tokens.isOneOf(j, "PROCEDURE", "FUNCTION") && tokens.isName(j + 1)) {
            listener.operation(j);
            j++;
        } else if (NO_PROCEDURES.contains(tokens.keyword(j))) {
            return i;
        }
        if (tokens.kind(j) == Token.PARAMETER && tokens.isSymbol(j + 1, '=')) {
            listener.parameter(j, false);
            j += 2;
        } else if (tokens.isName(j) && tokens.first(j) == '@' && tokens.isSymbol(j + 1, '=')) {
            j += 2;
        }
        if (!tokens.isName(j) || tokens.first(j) == '@') {
            return j - 1;
        }
        int last = tokens.nameEnd(j);
        boolean prepared = word.equals("EXECUTE") && j == i + 1 && tokens.has(Rule.EXECUTE_RUNS_PREPARED);
        if (prepared) {
            listener.object(j, last);
        } else {
            listener.procedure(j, last, escape);
        }
        return last;
    }

    /** Past options, to the statement that is explained. */
    private int explain(int i) {
        begin(i, Command.NONE);
        int end = Math.min(statementEnd(i), i + MAX_MODIFIERS);
        for (int j = i + 1; j < end; j++) {
            if (tokens.isSymbol(j, '(') && !tokens.isOneOf(j + 1, "SELECT", "WITH") && !tokens.isSymbol(j + 1, '(')) {
                j = tokens.afterParenthesis(j) - 1;
            } else if (tokens.isSymbol(j, '(') || EXPLAINED.contains(tokens.keyword(j))) {
                clauses.here.mark(Mark.STATEMENT_DUE);
                return clauses.skip(i, j) - 1;
            }
        }
        return i;
    }

    /** CREATE, ALTER, DROP: to the kind of thing and its name, past {@code OR REPLACE}, {@code UNIQUE} and the like. */
    private int schema(int i, String word) {
        begin(i, Command.SCHEMA);
        int limit = Math.min(statementEnd(i), i + MAX_MODIFIERS);
        for (int j = i + 1; j < limit; j++) {
            String kind = tokens.keyword(j);
            if (SCHEMA_OBJECTS.contains(kind)) {
                return schemaObject(j, kind, word.equals("DROP"));
            }
            if (kind.equals("SESSION") || kind.equals("SYSTEM")) {
                listener.operation(j);
                return j;
            }
        }
        return i;
    }

    private int schemaObject(int i, String kind, boolean drop) {
        listener.operation(i);
        int last = i;
        if (kind.equals("DATABASE") && tokens.isWord(i + 1, "LINK")
                || tokens.isOneOf(i, "PACKAGE", "TYPE") && tokens.isWord(i + 1, "BODY")) {
            last = i + 1;
            listener.operation(last);
        } else if (kind.equals("USER") && tokens.isWord(i + 1, "MAPPING")) {
            listener.operation(i + 1);
            return i + 1;
        } else if (kind.equals("DATABASE") && tokens.isWord(i + 1, "SCOPED") && tokens.isWord(i + 2, "CREDENTIAL")) {
            last = i + 2;
        }
        while (tokens.isOneOf(last + 1, "CONCURRENTLY", "EXISTS", "IF", "NOT", "ONLY")) {
            last++;
        }
        if (tokens.isName(last + 1) && !tokens.isOneOf(last + 1, "ON", "FOR", "AS", "SET")) {
            int first = last + 1;
            last = tokens.nameEnd(first);
            listener.object(first, last);
        }
        if (drop) {
            clauses.here.command = Command.DROP;
            clauses.here.mark(Mark.TABLES);
            return last;
        }
        if (kind.equals("TYPE") && tokens.isWord(i + 1, "BODY")) {
            return clauses.skip(last, bodyEnd(last + 1, "PACKAGE")) - 1;
        }
        return WITH_BODY.contains(kind) ? clauses.skip(last, bodyEnd(last + 1, kind)) - 1 : last;
    }

    /** The token after a body, in which semicolons may be. */
    private int bodyEnd(int from, String kind) {
        RoutineBody body = new RoutineBody(tokens, kind);
        for (int i = from; i < tokens.size(); i++) {
            if (body.endsAt(i)) {
                return i;
            }
        }
        return tokens.size();
    }

    private int statementEnd(int from) {
        int i = from;
        while (i < tokens.size() && !tokens.isSymbol(i, ';')) {
            i++;
        }
        return i;
    }
}
