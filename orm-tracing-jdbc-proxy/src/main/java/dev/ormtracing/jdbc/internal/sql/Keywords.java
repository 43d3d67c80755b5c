package dev.ormtracing.jdbc.internal.sql;

import java.util.Set;

/** The words that mean something here, found without making a string of what is written in the text. */
final class Keywords {

    private static final int MAX_LENGTH = 16;
    private static final int SLOTS = 2048;

    /** A test compares them with the words in the sources. */
    private static final Set<String> ALL = set("""
            ABORT ADMINISTER AFTER AGGREGATE ALIAS ALL ALTER ANALYZE AND ANTI ANY APPLY ARRAY AS ASOF AT
            ATOMIC ATTACH BACKUP BEFORE BEGIN BETWEEN BLOCK BODY BUSINESS_TIME BY CALL CASE CAST CATALOG
            CATCH CERTIFICATE CHANGE CHECKPOINT CIPHER_SALT CLOSE CLUSTER COMMENT COMMIT CONCURRENTLY
            CONFIRM CONFLICT CONNECT COPY CREATE CREDENTIAL CREDENTIALS CROSS DATABASE DATE DATETIME
            DEALLOCATE DECLARE DEFAULT DELAYED DELETE DESC DESCRIBE DETACH DICTIONARY DISABLE DISCARD
            DISCONNECT DISTINCT DISTRIBUTE DO DOMAIN DROP DUPLICATE ELSE ENABLE END EVENT EXCEPT EXEC
            EXECUTE EXISTS EXPIRE EXPIRED EXPLAIN EXPORT EXTENSION EXTERNALLY FAIL FALSE FETCH FILE FINAL
            FIRST FLUSH FOR FORCE FORCESEEK FORMAT FROM FULL FUNCTION GLOBAL GLOBALLY GO GRACE GRANT GROUP
            HANDLER HAVING HEXKEY HEXREKEY HIGH_PRIORITY HISTORY HOLDLOCK IDENTIFIED IF IGNORE ILIKE
            IMMEDIATE IMPORT IN INDEX INNER INSERT INSTALL INSTEAD INTERSECT INTERVAL INTO IS JOIN KEY
            KEY_ID KILL LATERAL LEFT LIFE LIFETIME LIKE LIMIT LINK LISTEN LOAD LOCAL LOCK LOGIN LOOP
            LOW_PRIORITY MACRO MANAGEMENT MAPPING MATERIALIZED MERGE MINUS MUST_CHANGE NATURAL NEVER NEW
            NEXT NOLOCK NOT NOTIFY NOWAIT NULL OF OFF OFFSET OLD ON ONLY OPEN OPTIMIZE OPTION OPTIONAL OR
            ORDER OUT OUTER OUTPUT OVERRIDING OVERWRITE PACKAGE PAGLOCK PARTITION PASSPHRASE PASSWD PASSWORD
            PERCENT PERSISTENT POLICY PORTION PRAGMA PREPARE PREWHERE PRINT PROC PROCEDURE PROFILE
            PUBLICATION PWD QUALIFY QUICK RANDOM READCOMMITTED READONLY READPAST READUNCOMMITTED RECURSIVE
            REFRESH REGEXP REINDEX REKEY RELEASE REMOTE RENAME REPAIR REPEAT REPEATABLEREAD REPLACE REQUIRE
            REQUIRED RESET RESTORE RETURN RETURNING REUSE REVOKE RIGHT RLIKE ROLE ROLLBACK ROW ROWLOCK ROWS
            RULE RUNSCRIPT SAVEPOINT SCHEMA SCOPED SCRIPT SECRET SELECT SEMI SEQUENCE SERIALIZABLE SERVER
            SESSION SET SETTINGS SHOW SHUTDOWN SOME SORT STAGE START STATEMENT STDIN STRAIGHT_JOIN STREAM
            SUBSCRIPTION SYNONYM SYSTEM SYSTEM_TIME SYSTEM_VERSION TABLE TABLES TABLESAMPLE TABLESPACE
            TABLOCK TABLOCKX TASK TEMPORARY TEXTKEY TEXTREKEY THEN TIME TIMEOUT TIMESTAMP TIMESTAMPTZ TO
            TOKEN TOP TRANSACTION TRIGGER TRUE TRUNCATE TRY TYPE UNION UNLISTEN UNLOAD UNLOCK UNTIL UPDATE
            UPDLOCK UPSERT USE USER USING UUID VACUUM VALID VALUE VALUES VERIFY VERIFY_FUNCTION VERSION
            VERSIONS VIEW WAITFOR WAREHOUSE WHEN WHERE WHILE WINDOW WITH XLOCK XOR""");

    private static final String[] TABLE = new String[SLOTS];

    static {
        for (String word : ALL) {
            int slot = hash(word, 0, word.length());
            while (TABLE[slot] != null) {
                slot = slot + 1 & SLOTS - 1;
            }
            TABLE[slot] = word;
        }
    }

    private Keywords() {}

    static Set<String> set(String words) {
        return Set.of(words.split("\\s+"));
    }

    /** The word there in upper case; empty if it is none of these. */
    static String of(String sql, int start, int end) {
        int length = end - start;
        if (length > MAX_LENGTH) {
            return "";
        }
        for (int slot = hash(sql, start, end); TABLE[slot] != null; slot = slot + 1 & SLOTS - 1) {
            String word = TABLE[slot];
            if (word.length() == length && sql.regionMatches(true, start, word, 0, length)) {
                return word;
            }
        }
        return "";
    }

    private static int hash(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + (text.charAt(i) & ~0x20);
        }
        return (hash ^ hash >>> 11) & SLOTS - 1;
    }
}
