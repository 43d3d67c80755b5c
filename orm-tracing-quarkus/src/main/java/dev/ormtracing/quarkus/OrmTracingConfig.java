package dev.ormtracing.quarkus;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.QueryText;
import dev.ormtracing.core.SpanNaming;
import dev.ormtracing.core.SqlComment;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings {@code quarkus.orm-tracing.*}, read when the application starts. What is absent has the default of {@link
 * OrmTracing.Builder}. As for all of Quarkus, a value that cannot be read fails the start, and a duration without a unit is
 * in seconds. The settings {@code orm.tracing.*} of the other ways to install are read too; these are stronger.
 *
 * @since 0.1.0
 */
@ConfigMapping(prefix = "quarkus.orm-tracing")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface OrmTracingConfig {

    /** Whether anything is traced at all. */
    Optional<Boolean> enabled();

    /**
     * Whether sessions may be subclasses of Hibernate's own, which shows every call of the application. Without, queries
     * are traced by what Hibernate executes for them.
     */
    @WithDefault("true")
    boolean sessionSubclass();

    /** See {@link OrmTracing.Builder#spanNamePrefix}. */
    Optional<String> spanNamePrefix();

    /** See {@link OrmTracing.Builder#spanNaming}. */
    Optional<SpanNaming> spanNaming();

    /** See {@link OrmTracing.Builder#detail}. */
    Optional<Detail> detail();

    /** See {@link OrmTracing.Builder#slowOperationThreshold}. */
    Optional<Duration> slowOperationThreshold();

    /** See {@link OrmTracing.Builder#minPhaseDuration}. */
    Optional<Duration> minPhaseDuration();

    /** See {@link OrmTracing.Builder#cacheThreshold}. */
    Optional<Duration> cacheThreshold();

    /** See {@link OrmTracing.Builder#recordExceptionMessages}. */
    Optional<Boolean> recordExceptionMessages();

    /** See {@link OrmTracing.Builder#emitOldDatabaseSemconv}. */
    Optional<Boolean> emitOldDatabaseSemconv();

    /** See {@link OrmTracing.Builder#recordQueryParameters}. */
    Optional<Boolean> recordQueryParameters();

    /** See {@link OrmTracing.Builder#queryParameterMaxLength}. */
    OptionalInt queryParameterMaxLength();

    /** See {@link dev.ormtracing.core.QueryParameterRedactor#hidingColumns}. */
    Optional<List<String>> queryParameterHiddenColumns();

    /** See {@link OrmTracing.Builder#recordReturnedRows}. */
    Optional<Boolean> recordReturnedRows();

    /** See {@link OrmTracing.Builder#nPlusOneThreshold}. */
    OptionalInt nPlusOneThreshold();

    /** See {@link OrmTracing.Builder#mergeOperationsAfter}. */
    OptionalInt mergeOperationsAfter();

    /** See {@link OrmTracing.Builder#largeResultThreshold}. */
    OptionalInt largeResultThreshold();

    /** See {@link OrmTracing.Builder#largePersistenceContextThreshold}. */
    OptionalInt largePersistenceContextThreshold();

    /** See {@link OrmTracing.Builder#queryText}. */
    Optional<QueryText> queryText();

    /** See {@link OrmTracing.Builder#leaveOutStatements}; patterns with semicolons between them. */
    Optional<String> leaveOutStatements();

    /** See {@link OrmTracing.Builder#sqlComment}. */
    Optional<SqlComment> sqlComment();

    /** See {@link OrmTracing.Builder#propagateToSession}. */
    Optional<Boolean> propagateToSession();

    /** See {@link OrmTracing.Builder#recordCaller}. */
    Optional<Boolean> recordCaller();

    /** See {@link OrmTracing.Builder#metrics}. */
    Optional<Boolean> metrics();

    /** See {@link OrmTracing.Builder#logSlowOperations}. */
    Optional<Boolean> logSlowOperations();
}
