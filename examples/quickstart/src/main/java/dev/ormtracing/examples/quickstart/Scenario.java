package dev.ormtracing.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;

/** Something that an application does with Hibernate. */
record Scenario(String title, Consumer<SessionFactory> action) {

    /** One of each kind of operation. */
    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(EntityScenarios.all());
        all.addAll(new QueryScenarios().all());
        all.addAll(SessionScenarios.all());
        return all;
    }

    void run(SessionFactory sessions) {
        action.accept(sessions);
    }
}
