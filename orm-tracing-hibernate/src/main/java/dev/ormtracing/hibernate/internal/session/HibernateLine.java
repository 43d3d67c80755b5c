package dev.ormtracing.hibernate.internal.session;

import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Which Hibernate is on the class path, as far as classes of ours come in variants: 6.6, 7.0 and 7.1, 7.2 to 7.4, or 8.0. */
public final class HibernateLine {

    private HibernateLine() {}

    /** What the names of the classes end in that fit it. */
    public static String suffix() {
        if (isPresent("org.hibernate.engine.creation.internal.options.StatefulOptions")) {
            return "80";
        }
        if (isPresent("org.hibernate.engine.creation.internal.SessionBuilderImpl")) {
            return "72";
        }
        return isPresent("org.hibernate.event.monitor.spi.EventMonitor") ? "71" : "66";
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, SessionFactoryImplementor.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
