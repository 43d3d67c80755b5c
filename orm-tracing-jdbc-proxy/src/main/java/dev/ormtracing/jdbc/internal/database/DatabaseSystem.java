package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** The databases that the OpenTelemetry conventions name, as far as they speak JDBC, and others whose SQL is known. */
public enum DatabaseSystem {
    H2("h2database", "h2", 9092, SqlDialect.H2, Namespace.SCHEMA),
    MYSQL("mysql", "mysql", 3306, SqlDialect.MYSQL, Namespace.CATALOG),
    MARIADB("mariadb", "mariadb", 3306, SqlDialect.MYSQL, Namespace.CATALOG),
    POSTGRESQL("postgresql", "postgresql", 5432, SqlDialect.POSTGRESQL, Namespace.SCHEMA),
    COCKROACHDB("cockroachdb", "cockroachdb", 26257, SqlDialect.POSTGRESQL, Namespace.SCHEMA),
    SQL_SERVER("microsoft.sql_server", "mssql", 1433, SqlDialect.SQL_SERVER, Namespace.CATALOG),
    ORACLE("oracle.db", "oracle", 1521, SqlDialect.ORACLE, Namespace.SCHEMA),
    DB2("ibm.db2", "db2", 50000, SqlDialect.DB2, Namespace.SCHEMA),
    DERBY("derby", "derby", 1527, SqlDialect.DERBY, Namespace.SCHEMA),
    HSQLDB("hsqldb", "hsqldb", 9001, SqlDialect.HSQLDB, Namespace.SCHEMA),
    SQLITE("sqlite", "sqlite", 0, SqlDialect.SQLITE, Namespace.FIXED),
    HIVE("hive", "hive", 10000, SqlDialect.HIVE, Namespace.SCHEMA),
    SPANNER("gcp.spanner", "spanner", 443, SqlDialect.UNKNOWN, Namespace.FIXED),
    CASSANDRA("cassandra", "cassandra", 9042, SqlDialect.UNKNOWN, Namespace.FIXED),
    NETEZZA("ibm.netezza", "netezza", 5480, SqlDialect.UNKNOWN, Namespace.SCHEMA),
    INGRES("actian.ingres", "ingres", 0, SqlDialect.HANA, Namespace.SCHEMA),
    MAXDB("sap.maxdb", "maxdb", 7210, SqlDialect.UNKNOWN, Namespace.SCHEMA),
    INTERSYSTEMS_CACHE("intersystems.cache", "intersystems_cache", 1972, SqlDialect.STANDARD, Namespace.SCHEMA),
    MONGODB("mongodb", "mongodb", 27017, SqlDialect.UNKNOWN, Namespace.FIXED),
    NEO4J("neo4j", "neo4j", 7687, SqlDialect.UNKNOWN, Namespace.FIXED),
    ELASTICSEARCH("elasticsearch", "elasticsearch", 9200, SqlDialect.UNKNOWN, Namespace.FIXED),
    OPENSEARCH("opensearch", "opensearch", 9200, SqlDialect.UNKNOWN, Namespace.FIXED),
    CLICKHOUSE("clickhouse", "clickhouse", 8123, SqlDialect.CLICKHOUSE, Namespace.CATALOG),
    REDSHIFT("aws.redshift", "redshift", 5439, SqlDialect.REDSHIFT, Namespace.SCHEMA),
    TRINO("trino", "trino", 8080, SqlDialect.STANDARD, Namespace.SCHEMA),
    HANA("sap.hana", "hanadb", 0, SqlDialect.HANA, Namespace.SCHEMA),
    FIREBIRD("firebirdsql", "firebird", 3050, SqlDialect.FIREBIRD, Namespace.FIXED),
    INFORMIX("ibm.informix", "informix", 9088, SqlDialect.INFORMIX, Namespace.FIXED),
    TERADATA("teradata", "teradata", 1025, SqlDialect.HANA, Namespace.SCHEMA),
    SNOWFLAKE(SqlDialect.SNOWFLAKE),
    BIGQUERY(SqlDialect.BIGQUERY),
    DATABRICKS(SqlDialect.SPARK),
    IMPALA(SqlDialect.HIVE),
    PRESTO(SqlDialect.STANDARD),
    VERTICA("vertica", SqlDialect.VERTICA, Namespace.SCHEMA),
    SYBASE("sybase", SqlDialect.SYBASE, Namespace.CATALOG),
    YUGABYTEDB(SqlDialect.POSTGRESQL),
    GREENPLUM(SqlDialect.POSTGRESQL),
    DUCKDB(SqlDialect.DUCKDB),
    TIDB(DatabaseSystem.FALLBACK, SqlDialect.MYSQL, Namespace.CATALOG),
    SINGLESTORE(DatabaseSystem.FALLBACK, SqlDialect.MYSQL, Namespace.CATALOG),
    CUBRID(SqlDialect.CUBRID),
    IRIS(SqlDialect.STANDARD),
    OTHER(SqlDialect.UNKNOWN);

    /** What a connection may change of it. */
    private enum Namespace {
        CATALOG,
        SCHEMA,
        FIXED
    }

    /** The name of what the conventions have none for. */
    private static final String FALLBACK = "other_sql";

    private static final int MAX_CACHED_STATEMENTS = 1_000;

    /** Longer ones are bounded by their characters, see {@link LongStatements}. */
    private static final int MAX_CACHED_LENGTH = 10 * 1024;

    final String systemName;
    final String oldName;
    final int defaultPort;
    private final SqlDialect dialect;
    private final Namespace namespace;
    private final BoundedCache<String, SqlDescription> prepared = new BoundedCache<>(MAX_CACHED_STATEMENTS);
    private final BoundedCache<String, SqlDescription> unprepared = new BoundedCache<>(MAX_CACHED_STATEMENTS);

    DatabaseSystem(SqlDialect dialect) {
        this(FALLBACK, dialect, Namespace.SCHEMA);
    }

    /** Only the older conventions may have a name for it. */
    DatabaseSystem(String oldName, SqlDialect dialect, Namespace namespace) {
        this(FALLBACK, oldName, 0, dialect, namespace);
    }

    DatabaseSystem(String systemName, String oldName, int defaultPort, SqlDialect dialect, Namespace namespace) {
        this.systemName = systemName;
        this.oldName = oldName;
        this.defaultPort = defaultPort;
        this.dialect = dialect;
        this.namespace = namespace;
    }

    boolean isNamedByConventions() {
        return !systemName.equals(FALLBACK);
    }

    boolean followsCatalog() {
        return namespace == Namespace.CATALOG;
    }

    boolean followsSchema() {
        return namespace == Namespace.SCHEMA;
    }

    /** The level of a connection for which none has been chosen, as of {@link Connection}. */
    public int isolation() {
        return switch (this) {
            case MYSQL, MARIADB, TIDB -> Connection.TRANSACTION_REPEATABLE_READ;
            case COCKROACHDB, SQLITE -> Connection.TRANSACTION_SERIALIZABLE;
            default -> Connection.TRANSACTION_READ_COMMITTED;
        };
    }

    SqlDialect dialect() {
        return dialect;
    }

    public SqlDescription prepared(String sql) {
        if (sql.length() > MAX_CACHED_LENGTH) {
            return LongStatements.describe(this, true, sql);
        }
        SqlDescription known = prepared.get(sql);
        if (known == null) {
            known = SqlDescription.prepared(sql, dialect);
            prepared.put(sql, known);
        }
        return known;
    }

    public SqlDescription unprepared(String sql) {
        if (sql.length() > MAX_CACHED_LENGTH) {
            return LongStatements.describe(this, false, sql);
        }
        SqlDescription known = unprepared.get(sql);
        if (known == null) {
            known = SqlDescription.unprepared(sql, dialect);
            unprepared.put(sql, known);
        }
        return known;
    }

    /** The value of {@code db.response.status_code}: what users of that database look up. */
    public @Nullable String statusCode(Throwable error) {
        Throwable reported = error instanceof XAException ? error.getCause() : error;
        if (!(reported instanceof SQLException failure)) {
            return null;
        }
        return switch (this) {
            case MYSQL, MARIADB, TIDB, SINGLESTORE, SQL_SERVER, SYBASE, DB2, CLICKHOUSE, SQLITE ->
                failure.getErrorCode() == 0 ? failure.getSQLState() : Integer.toString(failure.getErrorCode());
            case ORACLE ->
                failure.getErrorCode() == 0
                        ? failure.getSQLState()
                        : String.format(Locale.ROOT, "ORA-%05d", failure.getErrorCode());
            case H2, POSTGRESQL, COCKROACHDB, YUGABYTEDB, GREENPLUM, REDSHIFT, DERBY, HSQLDB -> failure.getSQLState();
            default -> bothCodes(failure);
        };
    }

    /** Both codes of a failure, for a database of which it is not known which of them says more. */
    private static @Nullable String bothCodes(SQLException failure) {
        String state = failure.getSQLState();
        if (failure.getErrorCode() == 0) {
            return state;
        }
        return state == null ? Integer.toString(failure.getErrorCode()) : state + "/" + failure.getErrorCode();
    }
}
