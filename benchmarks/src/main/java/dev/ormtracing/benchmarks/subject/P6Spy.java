package dev.ormtracing.benchmarks.subject;

import com.p6spy.engine.logging.Category;
import com.p6spy.engine.spy.P6DataSource;
import com.p6spy.engine.spy.appender.P6Logger;
import javax.sql.DataSource;

/** p6spy with its default modules, and a logger that wants nothing. */
final class P6Spy implements Subject {

    @Override
    public DataSource wrap(DataSource dataSource) {
        System.setProperty("p6spy.config.appender", Silence.class.getName());
        return new P6DataSource(dataSource);
    }

    /** Logs nothing. */
    public static final class Silence implements P6Logger {

        @Override
        public void logSQL(
                int connection, String now, long elapsed, Category category, String prepared, String sql, String url) {}

        @Override
        public void logException(Exception exception) {}

        @Override
        public void logText(String text) {}

        @Override
        public boolean isCategoryEnabled(Category category) {
            return false;
        }
    }
}
