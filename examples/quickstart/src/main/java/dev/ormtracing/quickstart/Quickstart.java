package dev.ormtracing.quickstart;

import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hibernate.SessionFactory;

/**
 * Runs a small blog. The trees of all that it does are printed; then, once it is warm, it is run again and the time is
 * measured that its operations do not account for. With an OTLP endpoint it runs once and exports.
 */
public final class Quickstart {

    // The JDK forgets the level of a logger that nobody holds.
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    private static final int WARM_UP_RUNS = 100;

    private Quickstart() {}

    public static void main(String[] arguments) {
        HIBERNATE.setLevel(Level.OFF);
        try (Telemetry telemetry = new Telemetry()) {
            run(telemetry);
        }
    }

    private static void run(Telemetry telemetry) {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:blog", "sa", "");
        try (SessionFactory sessions = boot(pool)) {
            new BlogTour(sessions, true).run();
            if (!telemetry.exports()) {
                measureGaps(sessions, telemetry);
            }
        } finally {
            pool.dispose();
        }
    }

    private static void measureGaps(SessionFactory sessions, Telemetry telemetry) {
        Gaps gaps = telemetry.measure();
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            new BlogTour(sessions, false).run();
        }
        gaps.reset();
        new BlogTour(sessions, false).run();
        gaps.print();
    }

    private static SessionFactory boot(JdbcConnectionPool pool) {
        return Persistence.createEntityManagerFactory(
                        "quickstart", Map.of("jakarta.persistence.nonJtaDataSource", pool))
                .unwrap(SessionFactory.class);
    }
}
