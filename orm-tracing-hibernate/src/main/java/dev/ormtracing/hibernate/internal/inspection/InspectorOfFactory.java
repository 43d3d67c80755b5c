package dev.ormtracing.hibernate.internal.inspection;

import java.io.Serial;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.internal.SessionFactoryRegistry;
import org.hibernate.resource.jdbc.internal.EmptyStatementInspector;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/** The inspector of one session factory: the application's own sees each statement first. */
public final class InspectorOfFactory implements StatementInspector {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable StatementInspector first;
    private final String factory;
    private final transient Inspection inspection;

    /**
     * @param first the application's, or null
     * @param factory the factory's UUID
     */
    public InspectorOfFactory(@Nullable StatementInspector first, String factory, Inspection inspection) {
        this.first = first;
        this.factory = factory;
        this.inspection = inspection;
    }

    @Override
    public String inspect(String sql) {
        return inspection.inspect(first == null ? sql : changed(first, sql));
    }

    /** Null means that nothing changes. */
    private static String changed(StatementInspector first, String sql) {
        String text = first.inspect(sql);
        return text == null ? sql : text;
    }

    /** A session comes out of a stream with the inspector that its factory has there. */
    @Serial
    private Object readResolve() {
        SessionFactoryImplementor found = SessionFactoryRegistry.INSTANCE.getSessionFactory(factory);
        StatementInspector there =
                found == null ? null : found.getSessionFactoryOptions().getStatementInspector();
        if (there != null) {
            return there;
        }
        return first == null ? EmptyStatementInspector.INSTANCE : first;
    }
}
