package dev.ormtracing.benchmarks.subject;

import java.util.Map;
import javax.sql.DataSource;

/** What is between the application and its driver in one fork. By default it is nothing. */
public interface Subject {

    /** The DataSource as an application without Hibernate uses it. */
    default DataSource wrap(DataSource dataSource) {
        return dataSource;
    }

    /** Sets Hibernate up: what is traced, and the DataSource. */
    default void configure(Map<Object, Object> settings, DataSource dataSource) {
        settings.put("hibernate.connection.datasource", wrap(dataSource));
    }

    /** What a thread does before its first operation. */
    default void enter() {}
}
