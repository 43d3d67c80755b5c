package dev.ormtracing.examples.quickstart;

import java.util.function.Consumer;
import org.hibernate.SessionFactory;

/** Something that an application does with Hibernate. */
record Scenario(String title, Consumer<SessionFactory> action) {

    void run(SessionFactory sessions) {
        action.accept(sessions);
    }
}
