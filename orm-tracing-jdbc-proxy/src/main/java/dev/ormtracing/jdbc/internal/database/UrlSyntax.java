package dev.ormtracing.jdbc.internal.database;

/** How a driver writes where it connects to. */
enum UrlSyntax {
    /** {@code //host:port/database?name=value&name=value}. */
    QUERY,
    /** {@code //host:port/catalog/schema?name=value&name=value}. */
    CATALOG_AND_SCHEMA,
    /** {@code //host:port/database;name=value;name=value}. */
    SEMICOLON,
    /** {@code //host:port/database:name=value;name=value}. */
    COLON,
    /** Whatever the path is, it is no database. */
    HOST_ONLY,
    /** A file or a name in memory, which some serve over the network too. */
    FILE_OR_SERVER,
    FILE,
    MYSQL,
    POSTGRESQL,
    SQL_SERVER,
    JTDS,
    MICROSOFT,
    ORACLE,
    SYBASE,
    HANA,
    TERADATA,
    FIREBIRD,
    CASSANDRA,
    SPANNER,
    BIGQUERY,
    EXASOL,
    CUBRID,
    /** {@code url=http://host:port} among the properties. */
    URL_PROPERTY,
    /** {@code vendor://host:port;name=value}, of drivers of one maker for many databases. */
    DATADIRECT,
    UNKNOWN
}
