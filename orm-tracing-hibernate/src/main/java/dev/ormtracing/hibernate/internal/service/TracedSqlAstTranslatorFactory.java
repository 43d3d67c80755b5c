package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.Phases;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import java.lang.reflect.Method;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Times the writing of SQL, the last step of {@code compile}. The statements that a flush runs for each entity are no
 * part of that: they come from the mapping, and their making is {@code serialize}.
 */
final class TracedSqlAstTranslatorFactory extends Delegation {

    TracedSqlAstTranslatorFactory(SqlAstTranslatorFactory factory) {
        super(factory);
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Object made = proceed(method, arguments);
        if (!(made instanceof SqlAstTranslator) || method.getName().equals("buildModelMutationTranslator")) {
            return made;
        }
        Frame frame = OperationTracer.currentOfAny();
        return frame == null || !frame.isRecording()
                ? made
                : Delegation.proxy(made, new Translator((SqlAstTranslator<?>) made, frame));
    }

    private static final class Translator extends Delegation {

        private final Frame frame;

        Translator(SqlAstTranslator<?> translator, Frame frame) {
            super(translator);
            this.frame = frame;
        }

        @Override
        public @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            if (!method.getName().equals("translate")) {
                return proceed(method, arguments);
            }
            Phases.compileStarts(frame);
            Object operation = proceed(method, arguments);
            Phases.compileEnds(frame);
            return operation;
        }
    }
}
