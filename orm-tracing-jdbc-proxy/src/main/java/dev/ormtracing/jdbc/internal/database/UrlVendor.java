package dev.ormtracing.jdbc.internal.database;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The database and the syntax that the first word of a URL stands for.
 *
 * @param system {@link DatabaseSystem#OTHER} where the conventions have no name for it
 */
record UrlVendor(DatabaseSystem system, UrlSyntax syntax) {

    private static final UrlVendor UNKNOWN = new UrlVendor(DatabaseSystem.OTHER, UrlSyntax.UNKNOWN);
    private static final Map<String, UrlVendor> BY_NAME = new HashMap<>();

    static {
        put(DatabaseSystem.MYSQL, UrlSyntax.MYSQL, "mysql", "mysql+srv", "percona");
        put(DatabaseSystem.MARIADB, UrlSyntax.MYSQL, "mariadb");
        others(UrlSyntax.MYSQL, "oceanbase", "oceanbasece", "goldendb", "gbase");
        put(DatabaseSystem.SINGLESTORE, UrlSyntax.MYSQL, "singlestore", "memsql");
        put(DatabaseSystem.TIDB, UrlSyntax.MYSQL, "tidb");
        put(
                DatabaseSystem.POSTGRESQL,
                UrlSyntax.POSTGRESQL,
                "postgresql",
                "pgsql",
                "postgis",
                "timescaledb",
                "pgvector",
                "paradedb");
        put(DatabaseSystem.COCKROACHDB, UrlSyntax.POSTGRESQL, "cockroachdb", "cockroach");
        put(DatabaseSystem.YUGABYTEDB, UrlSyntax.POSTGRESQL, "yugabytedb", "yugabyte");
        put(DatabaseSystem.GREENPLUM, UrlSyntax.POSTGRESQL, "greenplum");
        others(UrlSyntax.POSTGRESQL, "edb", "opengauss", "gaussdb", "dws", "highgo");
        others(UrlSyntax.POSTGRESQL, "kingbase8", "kingbase", "polardb", "polardb2", "vastbase", "uxdb");
        put(DatabaseSystem.REDSHIFT, UrlSyntax.SEMICOLON, "redshift");
        put(DatabaseSystem.H2, UrlSyntax.FILE_OR_SERVER, "h2");
        put(DatabaseSystem.HSQLDB, UrlSyntax.FILE_OR_SERVER, "hsqldb");
        put(DatabaseSystem.DERBY, UrlSyntax.FILE_OR_SERVER, "derby");
        put(DatabaseSystem.SQLITE, UrlSyntax.FILE, "sqlite");
        put(DatabaseSystem.DUCKDB, UrlSyntax.FILE, "duckdb");
        others(UrlSyntax.FILE, "ucanaccess");
        put(DatabaseSystem.DB2, UrlSyntax.COLON, "db2", "ibmdb", "db2j", "db2os390");
        put(DatabaseSystem.DB2, UrlSyntax.SEMICOLON, "as400", "jt400");
        put(DatabaseSystem.INFORMIX, UrlSyntax.COLON, "informix-sqli", "informix-direct", "informix", "ids");
        others(UrlSyntax.COLON, "gbasedbt-sqli");
        put(DatabaseSystem.SQL_SERVER, UrlSyntax.SQL_SERVER, "sqlserver", "mssqlserver");
        put(DatabaseSystem.SQL_SERVER, UrlSyntax.MICROSOFT, "microsoft");
        put(DatabaseSystem.SYBASE, UrlSyntax.JTDS, "jtds");
        put(DatabaseSystem.SYBASE, UrlSyntax.SYBASE, "sybase");
        put(DatabaseSystem.ORACLE, UrlSyntax.ORACLE, "oracle");
        others(UrlSyntax.ORACLE, "tibero");
        put(DatabaseSystem.CLICKHOUSE, UrlSyntax.QUERY, "clickhouse", "ch");
        put(DatabaseSystem.TRINO, UrlSyntax.CATALOG_AND_SCHEMA, "trino");
        put(DatabaseSystem.PRESTO, UrlSyntax.CATALOG_AND_SCHEMA, "presto", "prestodb");
        put(DatabaseSystem.HANA, UrlSyntax.HANA, "sap");
        put(DatabaseSystem.MAXDB, UrlSyntax.QUERY, "sapdb");
        put(DatabaseSystem.TERADATA, UrlSyntax.TERADATA, "teradata");
        put(DatabaseSystem.FIREBIRD, UrlSyntax.FIREBIRD, "firebirdsql", "firebird");
        put(DatabaseSystem.HIVE, UrlSyntax.SEMICOLON, "hive2", "hive");
        put(DatabaseSystem.NETEZZA, UrlSyntax.SEMICOLON, "netezza", "nzsql");
        put(DatabaseSystem.INGRES, UrlSyntax.SEMICOLON, "ingres");
        put(DatabaseSystem.INTERSYSTEMS_CACHE, UrlSyntax.QUERY, "cache");
        put(DatabaseSystem.CASSANDRA, UrlSyntax.CASSANDRA, "cassandra");
        put(DatabaseSystem.SPANNER, UrlSyntax.SPANNER, "cloudspanner", "spanner");
        put(DatabaseSystem.MONGODB, UrlSyntax.QUERY, "mongodb", "mongodb+srv");
        put(DatabaseSystem.NEO4J, UrlSyntax.QUERY, "neo4j");
        put(DatabaseSystem.ELASTICSEARCH, UrlSyntax.HOST_ONLY, "es", "elasticsearch");
        put(DatabaseSystem.OPENSEARCH, UrlSyntax.HOST_ONLY, "opensearch");
        put(DatabaseSystem.DATABRICKS, UrlSyntax.SEMICOLON, "databricks", "spark");
        put(DatabaseSystem.IMPALA, UrlSyntax.SEMICOLON, "impala");
        others(UrlSyntax.SEMICOLON, "kyuubi", "athena", "awsathena", "ignite");
        put(DatabaseSystem.SNOWFLAKE, UrlSyntax.QUERY, "snowflake");
        put(DatabaseSystem.VERTICA, UrlSyntax.QUERY, "vertica");
        put(DatabaseSystem.IRIS, UrlSyntax.QUERY, "iris");
        others(UrlSyntax.QUERY, "monetdb", "monetdbs", "firebolt", "dm", "altibase");
        others(UrlSyntax.QUERY, "crate", "com.nuodb", "nuodb", "denodo", "vdb", "taos", "taos-rs", "taos-ws", "iotdb");
        put(DatabaseSystem.BIGQUERY, UrlSyntax.BIGQUERY, "bigquery", "googlebigquery");
        others(UrlSyntax.EXASOL, "exa");
        put(DatabaseSystem.CUBRID, UrlSyntax.CUBRID, "cubrid", "cubrid-mysql", "cubrid-oracle");
        others(UrlSyntax.URL_PROPERTY, "lindorm", "avatica", "phoenix");
        others(UrlSyntax.DATADIRECT, "datadirect", "tibcosoftware", "weblogic", "hyperion", "bea", "pivotal", "jdbcx");
    }

    private static void others(UrlSyntax syntax, String... names) {
        put(DatabaseSystem.OTHER, syntax, names);
    }

    private static void put(DatabaseSystem system, UrlSyntax syntax, String... names) {
        UrlVendor vendor = new UrlVendor(system, syntax);
        for (String name : names) {
            BY_NAME.put(name, vendor);
        }
    }

    static UrlVendor named(String name) {
        return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), UNKNOWN);
    }

    boolean isKnown() {
        return syntax != UrlSyntax.UNKNOWN;
    }
}
