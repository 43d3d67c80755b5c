package dev.ormtracing.it.opentelemetry;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import io.opentelemetry.api.GlobalOpenTelemetry;
import javax.sql.DataSource;

/** What runs with the Java agent. */
final class LibraryWithAgent {

    private LibraryWithAgent() {}

    public static void main(String[] arguments) {
        DataSource database = Library.database();
        try (Library library = new Library(GlobalOpenTelemetry.get(), OrmTracing.global(), database)) {
            library.hibernate();
            library.jdbc("jdbc", TracingDataSource.wrap(database));
            library.jdbc("untraced", database);
            library.scopes();
        }
    }
}
