package dev.ormtracing.hibernate;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How sessions make queries: what Hibernate's own methods do, with a subclass of ours in place of Hibernate's class. All
 * other methods that give a query end in these.
 */
final class QueryCreations {

    private static final String PROCEDURES = """
                @Override
                public ProcedureCall createStoredProcedureCall(String arg0) {
                    if (!boundary().tracesQueries()) {
                        return super.createStoredProcedureCall(arg0);
                    }
                    checkOpen();
                    return new ProcedureCallOverrides#(this, arg0);
                }

                @Override
                public ProcedureCall createStoredProcedureCall(String arg0, Class... arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createStoredProcedureCall(arg0, arg1);
                    }
                    checkOpen();
                    return new ProcedureCallOverrides#(this, arg0, arg1);
                }

                @Override
                public ProcedureCall createStoredProcedureCall(String arg0, String... arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createStoredProcedureCall(arg0, arg1);
                    }
                    checkOpen();
                    return new ProcedureCallOverrides#(this, arg0, arg1);
                }

                @Override
                public ProcedureCall createStoredProcedureQuery(String arg0) {
                    return createStoredProcedureCall(arg0);
                }

                @Override
                public ProcedureCall createStoredProcedureQuery(String arg0, Class... arg1) {
                    return createStoredProcedureCall(arg0, arg1);
                }

                @Override
                public ProcedureCall createStoredProcedureQuery(String arg0, String... arg1) {
                    return createStoredProcedureCall(arg0, arg1);
                }
            """;

    private static final String COMMON = """
                /** The query with what is known of it, and by a proxy if it is none of ours. */
                private <Q> Q traced(Q query, String name, Object resultType) {
                    if (query instanceof SqmQueryOverrides#) {
                        ((SqmQueryOverrides#) query).tracedAs(name, boundary().modelOfResult(resultType));
                    } else if (query instanceof SelectionQueryOverrides#) {
                        ((SelectionQueryOverrides#) query).tracedAs(name, boundary().modelOfResult(resultType));
                    } else if (query instanceof NativeQueryOverrides#) {
                        ((NativeQueryOverrides#) query).tracedAs(name, boundary().modelOfResult(resultType));
                    } else if (!(query instanceof ProcedureCallOverrides#)) {
                        return boundary().query(query, name, resultType);
                    }
                    return query;
                }

                /** What Hibernate checks before it makes a query. */
                private void checkBeforeQuery() {
                    checkOpen();
                    checkTransactionSynchStatus();
                }

                @Override
                public QueryImplementor createQuery(String arg0, Class arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createQuery(arg0, arg1);
                    }
                    checkBeforeQuery();
                    try {
                        SqmQueryOverrides# query = new SqmQueryOverrides#(arg0, interpretHql(arg0, arg1), arg1, this);
                        applyQuerySettingsAndHints((Query) query);
                        query.setComment(arg0);
                        return query;
                    } catch (RuntimeException e) {
                        markForRollbackOnly();
                        throw getExceptionConverter().convert(e);
                    }
                }

                @Override
                public SelectionQuery createSelectionQuery(String arg0) {
                    return boundary().tracesQueries() ? selectionQuery(arg0, null) : super.createSelectionQuery(arg0);
                }

                @Override
                public SelectionQuery createSelectionQuery(String arg0, Class arg1) {
                    return boundary().tracesQueries()
                            ? selectionQuery(arg0, arg1)
                            : super.createSelectionQuery(arg0, arg1);
                }

                private SelectionQuery selectionQuery(String hql, Class resultType) {
                    checkBeforeQuery();
                    try {
                        HqlInterpretation interpretation = interpretHql(hql, resultType);
                        checkSelectionQuery(hql, interpretation);
                        SelectionQueryOverrides# query =
                                new SelectionQueryOverrides#(hql, interpretation, resultType, this);
                        if (resultType != null) {
                            checkResultType(resultType, query);
                        }
                        query.setComment(hql);
                        applyQuerySettingsAndHints(query);
                        return query;
                    } catch (RuntimeException e) {
                        markForRollbackOnly();
                        throw e;
                    }
                }

                @Override
                public SelectionQuery createSelectionQuery(CriteriaQuery arg0) {
                    if (arg0 instanceof CriteriaDefinition || !boundary().tracesQueries()) {
                        return traced(super.createSelectionQuery(arg0), null, null);
                    }
                    SqmUtil.verifyIsSelectStatement((SqmStatement) arg0, null);
                    return new SelectionQueryOverrides#((SqmSelectStatement) arg0, arg0.getResultType(), this);
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, Class arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createNativeQuery(arg0, arg1);
                    }
                    checkBeforeQuery();
                    try {
                        NativeQueryOverrides# query = new NativeQueryOverrides#(arg0, arg1, this);
                        if (StringHelper.isEmpty(query.getComment())) {
                            query.setComment("dynamic native SQL query");
                        }
                        applyQuerySettingsAndHints((Query) query);
                        return query.tracedAs(null, boundary().modelOfResult(arg1));
                    } catch (RuntimeException e) {
                        throw getExceptionConverter().convert(e);
                    }
                }

                @Override
                public NativeQueryImplementor getNamedNativeQuery(String arg0) {
                    NamedNativeQueryMemento memento = nativeMemento(arg0);
                    return boundary().tracesQueries() && memento instanceof NamedNativeQueryMementoImpl
                            ? new NativeQueryOverrides#(memento, memento.getResultType(), this).tracedAs(arg0, null)
                            : traced(super.getNamedNativeQuery(arg0), arg0, null);
                }

                @Override
                public NativeQueryImplementor getNamedNativeQuery(String arg0, String arg1) {
                    NamedNativeQueryMemento memento = nativeMemento(arg0);
                    return boundary().tracesQueries() && memento instanceof NamedNativeQueryMementoImpl
                            ? new NativeQueryOverrides#(memento, arg1, this).tracedAs(arg0, null)
                            : traced(super.getNamedNativeQuery(arg0, arg1), arg0, null);
                }

                private NamedNativeQueryMemento nativeMemento(String name) {
                    return getFactory().getQueryEngine().getNamedObjectRepository().getNativeQueryMemento(name);
                }

                private SqmQueryImplementor sqmQuery(NamedSqmQueryMemento memento, Class resultType) {
                    if (memento instanceof NamedHqlQueryMementoImpl) {
                        return new SqmQueryOverrides#((NamedHqlQueryMementoImpl) memento, resultType, this);
                    }
                    SqmQueryImplementor query = memento.toQuery(this, resultType);
                    return memento instanceof NamedCriteriaQueryMementoImpl
                            ? sqmQuery((NamedCriteriaQueryMementoImpl) memento, resultType)
                            : query;
                }

                private NativeQueryImplementor nativeQuery(NamedNativeQueryMemento memento, Class resultType) {
                    return memento instanceof NamedNativeQueryMementoImpl
                            ? new NativeQueryOverrides#(memento, resultType, this)
                            : memento.toQuery(this, resultType);
                }

                private SqmSelectionQuery selectionQuery(NamedSqmQueryMemento memento, Class resultType) {
                    if (memento instanceof NamedHqlQueryMementoImpl) {
                        return new SelectionQueryOverrides#((NamedHqlQueryMementoImpl) memento, resultType, this);
                    }
                    SqmSelectionQuery query = memento.toSelectionQuery(resultType, this);
                    return memento instanceof NamedCriteriaQueryMementoImpl
                            ? selectionQuery((NamedCriteriaQueryMementoImpl) memento, resultType)
                            : query;
                }

                private SqmSelectionQuery namedSelectionQuery(NamedSqmQueryMemento memento, Class resultType) {
                    SqmSelectionQuery query = selectionQuery(memento, resultType);
                    String comment = memento.getComment();
                    query.setComment(
                            StringHelper.isEmpty(comment) ? "@NAMED_QUERY" + memento.getRegistrationName() : comment);
                    applyQuerySettingsAndHints(query);
                    if (memento.getLockOptions() != null) {
                        query.getLockOptions().overlay(memento.getLockOptions());
                    }
                    return query;
                }

                private SqmQueryImplementor named(SqmQueryImplementor query, NamedSqmQueryMemento memento) {
                    if (StringHelper.isEmpty(query.getComment())) {
                        query.setComment("dynamic query");
                    }
                    applyQuerySettingsAndHints((Query) query);
                    if (memento.getLockOptions() != null) {
                        query.setLockOptions(memento.getLockOptions());
                    }
                    return query;
                }

                private NativeQueryImplementor named(NativeQueryImplementor query) {
                    if (StringHelper.isEmpty(query.getComment())) {
                        query.setComment("@NATIVE_QUERY");
                    }
                    applyQuerySettingsAndHints((Query) query);
                    return query;
                }

                private SqmQueryImplementor namedMutation(
                        SqmQueryImplementor query, String name, NamedSqmQueryMemento memento) {
                    if (!(query.getSqmStatement() instanceof SqmDmlStatement)) {
                        throw new IllegalMutationQueryException("@NO_MUTATION");
                    }
                    if (memento.getLockOptions() != null && !memento.getLockOptions().isEmpty()) {
                        throw new IllegalNamedQueryOptionsException("@LOCK_OPTIONS");
                    }
                    if (StringHelper.isEmpty(query.getComment())) {
                        query.setComment("dynamic HQL query");
                    }
                    applyQuerySettingsAndHints((Query) query);
                    return query;
                }

                private NativeQueryImplementor namedMutation(
                        NativeQueryImplementor query, String name, NamedNativeQueryMemento memento) {
                    if (Boolean.TRUE.equals(query.isSelectQuery())) {
                        throw new IllegalMutationQueryException("Expecting named native query (" + name
                                + ") to be a mutation query, but found `" + memento.getSqlString() + "`");
                    }
                    return named(query);
                }
            """;

    private static final String OF_6 = """
                /** Creates the query of a criteria that was given a name, once Hibernate has checked what it checks. */
                private SqmQueryImplementor sqmQuery(NamedCriteriaQueryMementoImpl memento, Class resultType) {
                    return new SqmQueryOverrides#(memento, resultType, this);
                }

                private SqmSelectionQuery selectionQuery(NamedCriteriaQueryMementoImpl memento, Class resultType) {
                    return new SelectionQueryOverrides#(memento, resultType, this);
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, String arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createNativeQuery(arg0, arg1);
                    }
                    checkBeforeQuery();
                    try {
                        return StringHelper.isNotEmpty(arg1)
                                ? new NativeQueryOverrides#(arg0, getResultSetMappingMemento(arg1), this)
                                : new NativeQueryOverrides#(arg0, this);
                    } catch (RuntimeException e) {
                        throw getExceptionConverter().convert(e);
                    }
                }

                @Override
                protected SqmQueryImplementor createSqmQueryImplementor(Class arg0, NamedSqmQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? named(sqmQuery(arg1, arg0), arg1)
                            : super.createSqmQueryImplementor(arg0, arg1);
                }

                @Override
                protected NativeQueryImplementor createNativeQueryImplementor(Class arg0, NamedNativeQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? named(nativeQuery(arg1, arg0 == null ? arg1.getResultType() : arg0))
                            : super.createNativeQueryImplementor(arg0, arg1);
                }

                @Override
                protected SqmQueryImplementor createSqmQueryImplementor(String arg0, NamedSqmQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? namedMutation(sqmQuery(arg1, null), arg0, arg1)
                            : super.createSqmQueryImplementor(arg0, arg1);
                }

                @Override
                protected NativeQueryImplementor createNativeQueryImplementor(String arg0, NamedNativeQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? namedMutation(nativeQuery(arg1, arg1.getResultType()), arg0, arg1)
                            : super.createNativeQueryImplementor(arg0, arg1);
                }

                @Override
                public SelectionQuery createNamedSelectionQuery(String arg0, Class arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createNamedSelectionQuery(arg0, arg1);
                    }
                    SelectionQuery query = this.<SelectionQuery>buildNamedQuery(
                            arg0,
                            memento -> namedSelectionQuery(memento, arg1),
                            memento -> super.createNamedSelectionQuery(arg0, arg1));
                    return traced(query, arg0, null);
                }

                @Override
                public QueryImplementor createQuery(CriteriaQuery arg0) {
                    if (arg0 instanceof CriteriaDefinition || !boundary().tracesQueries()) {
                        return traced(super.createQuery(arg0), null, null);
                    }
                    checkOpen();
                    try {
                        SqmSelectStatement statement = (SqmSelectStatement) arg0;
                        if (!(statement.getQueryPart() instanceof SqmQueryGroup)) {
                            SqmQuerySpec spec = statement.getQuerySpec();
                            if (spec.getSelectClause().getSelections().isEmpty()
                                    && spec.getFromClause().getRoots().size() == 1) {
                                spec.getSelectClause()
                                        .setSelection((SqmSelectableNode) spec.getFromClause().getRoots().get(0));
                            }
                        }
                        return criteria(statement, arg0.getResultType());
                    } catch (RuntimeException e) {
                        throw convertedOfCriteria(e);
                    }
                }

                @Override
                public QueryImplementor createQuery(CriteriaUpdate arg0) {
                    return boundary().tracesQueries() ? mutation(arg0, SqmUpdateStatement.class) : super.createQuery(arg0);
                }

                @Override
                public QueryImplementor createQuery(CriteriaDelete arg0) {
                    return boundary().tracesQueries() ? mutation(arg0, SqmDeleteStatement.class) : super.createQuery(arg0);
                }

                private QueryImplementor mutation(Object criteria, Class statement) {
                    checkOpen();
                    try {
                        return criteria((SqmStatement) statement.cast(criteria), null);
                    } catch (RuntimeException e) {
                        throw convertedOfCriteria(e);
                    }
                }

                @Override
                public MutationQuery createMutationQuery(CriteriaUpdate arg0) {
                    return boundary().tracesQueries()
                            ? mutationQuery(arg0, SqmUpdateStatement.class)
                            : super.createMutationQuery(arg0);
                }

                @Override
                public MutationQuery createMutationQuery(CriteriaDelete arg0) {
                    return boundary().tracesQueries()
                            ? mutationQuery(arg0, SqmDeleteStatement.class)
                            : super.createMutationQuery(arg0);
                }

                @Override
                public MutationQuery createMutationQuery(JpaCriteriaInsertSelect arg0) {
                    return boundary().tracesQueries()
                            ? mutationQuery(arg0, SqmInsertSelectStatement.class)
                            : super.createMutationQuery(arg0);
                }

                @Override
                public MutationQuery createMutationQuery(JpaCriteriaInsert arg0) {
                    return boundary().tracesQueries()
                            ? mutationQuery(arg0, SqmInsertStatement.class)
                            : super.createMutationQuery(arg0);
                }

                private MutationQuery mutationQuery(Object criteria, Class statement) {
                    checkOpen();
                    try {
                        return criteria((SqmStatement) statement.cast(criteria), null);
                    } catch (RuntimeException e) {
                        throw getExceptionConverter().convert(e);
                    }
                }

                private QueryImplementor criteria(SqmStatement criteria, Class resultType) {
                    SqmQueryOverrides# query = new SqmQueryOverrides#(criteria, resultType, this);
                    applyQuerySettingsAndHints((Query) query);
                    return query;
                }

                private RuntimeException convertedOfCriteria(RuntimeException failure) {
                    if (getFactory().getJpaMetamodel().getJpaCompliance().isJpaTransactionComplianceEnabled()) {
                        markForRollbackOnly();
                    }
                    return getExceptionConverter().convert(failure);
                }
            """;

    private static final String OF_7 = """
                /** Creates the query of a criteria that was given a name, once Hibernate has checked what it checks. */
                private SqmQueryImplementor sqmQuery(NamedCriteriaQueryMementoImpl memento, Class resultType) {
                    return new SqmQueryOverrides#(memento, memento.getSqmStatement(), resultType, this);
                }

                private SqmSelectionQuery selectionQuery(NamedCriteriaQueryMementoImpl memento, Class resultType) {
                    return new SelectionQueryOverrides#(
                            memento, (SqmSelectStatement) memento.getSqmStatement(), resultType, this);
                }

                @Override
                public SelectionQuery createSelectionQuery(String arg0, EntityGraph arg1) {
                    return boundary().tracesQueries()
                            ? selectionQuery(arg0, ((RootGraph) arg1).getGraphedType().getJavaType())
                                    .setEntityGraph(arg1, GraphSemantic.LOAD)
                            : super.createSelectionQuery(arg0, arg1);
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, Class arg1, String arg2) {
                    if (!boundary().tracesQueries()) {
                        return super.createNativeQuery(arg0, arg1, arg2);
                    }
                    NativeQueryImplementor query = createNativeQuery(arg0, arg1);
                    if (!getFactory().getMappingMetamodel().isEntityClass(arg1)) {
                        throw new UnknownEntityTypeException(arg1);
                    }
                    query.addEntity(arg2, arg1, LockMode.READ);
                    return query;
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, String arg1) {
                    return boundary().tracesQueries()
                            ? nativeQuery(arg0, arg1, null)
                            : super.createNativeQuery(arg0, arg1);
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, String arg1, Class arg2) {
                    return boundary().tracesQueries()
                            ? nativeQuery(arg0, arg1, arg2)
                            : super.createNativeQuery(arg0, arg1, arg2);
                }

                private NativeQueryImplementor nativeQuery(String sql, String mapping, Class resultType) {
                    checkBeforeQuery();
                    if (StringHelper.isEmpty(mapping)) {
                        throw new IllegalArgumentException("Result set mapping name was not specified");
                    }
                    try {
                        NativeQueryOverrides# query =
                                new NativeQueryOverrides#(sql, getResultSetMappingMemento(mapping), resultType, this);
                        if (StringHelper.isEmpty(query.getComment())) {
                            query.setComment("dynamic native SQL query");
                        }
                        return query.tracedAs(null, boundary().modelOfResult(resultType));
                    } catch (RuntimeException e) {
                        throw getExceptionConverter().convert(e);
                    }
                }

                @Override
                protected SqmQueryImplementor createSqmQueryImplementor(NamedSqmQueryMemento arg0) {
                    return boundary().tracesQueries()
                            ? named(sqmQuery(arg0, arg0.getResultType()), arg0)
                            : super.createSqmQueryImplementor(arg0);
                }

                @Override
                protected SqmQueryImplementor createSqmQueryImplementor(Class arg0, NamedSqmQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? named(sqmQuery(arg1, arg0), arg1)
                            : super.createSqmQueryImplementor(arg0, arg1);
                }

                @Override
                protected NativeQueryImplementor createNativeQueryImplementor(NamedNativeQueryMemento arg0) {
                    return boundary().tracesQueries()
                            ? named(nativeQuery(arg0, arg0.getResultType()))
                            : super.createNativeQueryImplementor(arg0);
                }

                @Override
                protected NativeQueryImplementor createNativeQueryImplementor(Class arg0, NamedNativeQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? named(nativeQuery(arg1, arg0))
                            : super.createNativeQueryImplementor(arg0, arg1);
                }

                @Override
                protected SqmQueryImplementor createSqmQueryImplementor(String arg0, NamedSqmQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? namedMutation(sqmQuery(arg1, arg1.getResultType()), arg0, arg1)
                            : super.createSqmQueryImplementor(arg0, arg1);
                }

                @Override
                protected NativeQueryImplementor createNativeQueryImplementor(String arg0, NamedNativeQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? namedMutation(nativeQuery(arg1, arg1.getResultType()), arg0, arg1)
                            : super.createNativeQueryImplementor(arg0, arg1);
                }

                @Override
                public SelectionQuery createNamedSelectionQuery(String arg0, Class arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createNamedSelectionQuery(arg0, arg1);
                    }
                    checkBeforeQuery();
                    SelectionQuery query = this.<Object, SelectionQuery>buildNamedQuery(
                            arg0,
                            memento -> namedSelectionQuery(memento, arg1),
                            memento -> nativeQuery(memento, arg1));
                    return traced(query, arg0, null);
                }

                @Override
                protected QueryImplementor createCriteriaQuery(SqmStatement arg0, Class arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createCriteriaQuery(arg0, arg1);
                    }
                    SqmQueryOverrides# query = new SqmQueryOverrides#(arg0, arg1, this);
                    applyQuerySettingsAndHints((Query) query);
                    return query;
                }

                @Override
                public QueryImplementor createQuery(TypedQueryReference arg0) {
                    if (boundary().tracesQueries() && arg0 instanceof SelectionSpecificationImpl) {
                        checkBeforeQuery();
                        Object criteria = ((SelectionSpecificationImpl) arg0).buildCriteria(getCriteriaBuilder());
                        return new SqmQueryOverrides#((SqmStatement) criteria, arg0.getResultType(), this);
                    }
                    if (boundary().tracesQueries() && arg0 instanceof MutationSpecificationImpl) {
                        checkBeforeQuery();
                        Object criteria = ((MutationSpecificationImpl) arg0).buildCriteria(getCriteriaBuilder());
                        return new SqmQueryOverrides#((SqmStatement) criteria, arg0.getResultType(), this);
                    }
                    return traced(super.createQuery(arg0), boundary().nameOf(arg0), null);
                }
            """;

    private static final String QUERIES_OF_HIBERNATE = """
                @Override
                public void prepareForQueryExecution(boolean arg0) {
                    try {
                        super.prepareForQueryExecution(arg0);
                    } catch (Throwable e) {
                        boundary().queryRefused(e);
                        throw e;
                    }
                    boundary().queryStarts();
                }

                @Override
                public void checkTransactionNeededForUpdateOperation(String arg0) {
                    try {
                        super.checkTransactionNeededForUpdateOperation(arg0);
                    } catch (Throwable e) {
                        boundary().queryRefused(e);
                        throw e;
                    }
                }

                @Override
                public void afterOperation(boolean arg0) {
                    try {
                        super.afterOperation(arg0);
                    } finally {
                        boundary().operationEnds(arg0);
                    }
                }

                @Override
                public boolean autoFlushIfRequired(Set arg0, boolean arg1) {
                    RunningQuery net = boundary().net();
                    if (net == null) {
                        return super.autoFlushIfRequired(arg0, arg1);
                    }
                    net.flushStarts(arg0);
                    try {
                        return super.autoFlushIfRequired(arg0, arg1);
                    } catch (Throwable e) {
                        net.failed(e);
                        throw e;
                    } finally {
                        net.partEnds();
                    }
                }

                @Override
                public @PRE_FLUSH {
                    RunningQuery net = boundary().netOfPlan();
                    if (net != null) {
                        net.flushStarts();
                    }
                    try {
                        @RETURN@CALL;
                    } catch (Throwable e) {
                        if (net != null) {
                            net.failed(e);
                        }
                        throw e;
                    } finally {
                        if (net != null) {
                            net.partEnds();
                        }
                    }
                }
            """;

    private static final String OVERRIDES = """
            dev.ormtracing.hibernate.internal.query.NativeQueryOverrides#
            dev.ormtracing.hibernate.internal.query.ProcedureCallOverrides#
            dev.ormtracing.hibernate.internal.query.SelectionQueryOverrides#
            dev.ormtracing.hibernate.internal.query.SqmQueryOverrides#
            """;

    private static final String IMPORTS = """
            jakarta.persistence.criteria.CriteriaQuery
            org.hibernate.internal.util.StringHelper
            org.hibernate.procedure.ProcedureCall
            org.hibernate.query.IllegalMutationQueryException
            org.hibernate.query.IllegalNamedQueryOptionsException
            org.hibernate.query.Query
            org.hibernate.query.SelectionQuery
            org.hibernate.query.criteria.CriteriaDefinition
            org.hibernate.query.criteria.internal.NamedCriteriaQueryMementoImpl
            org.hibernate.query.hql.internal.NamedHqlQueryMementoImpl
            org.hibernate.query.hql.spi.SqmQueryImplementor
            org.hibernate.query.spi.HqlInterpretation
            org.hibernate.query.spi.QueryImplementor
            org.hibernate.query.sql.internal.NamedNativeQueryMementoImpl
            org.hibernate.query.sql.spi.NamedNativeQueryMemento
            org.hibernate.query.sql.spi.NativeQueryImplementor
            org.hibernate.query.sqm.SqmSelectionQuery
            org.hibernate.query.sqm.internal.SqmUtil
            org.hibernate.query.sqm.spi.NamedSqmQueryMemento
            org.hibernate.query.sqm.tree.SqmDmlStatement
            org.hibernate.query.sqm.tree.SqmStatement
            org.hibernate.query.sqm.tree.select.SqmSelectStatement
            """;

    private static final String IMPORTS_OF_6 = """
            jakarta.persistence.criteria.CriteriaDelete
            jakarta.persistence.criteria.CriteriaUpdate
            org.hibernate.query.MutationQuery
            org.hibernate.query.criteria.JpaCriteriaInsert
            org.hibernate.query.criteria.JpaCriteriaInsertSelect
            org.hibernate.query.sqm.tree.delete.SqmDeleteStatement
            org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement
            org.hibernate.query.sqm.tree.insert.SqmInsertStatement
            org.hibernate.query.sqm.tree.select.SqmQueryGroup
            org.hibernate.query.sqm.tree.select.SqmQuerySpec
            org.hibernate.query.sqm.tree.select.SqmSelectableNode
            org.hibernate.query.sqm.tree.update.SqmUpdateStatement
            """;

    private static final String IMPORTS_OF_7 = """
            dev.ormtracing.hibernate.internal.session.RunningQuery
            jakarta.persistence.EntityGraph
            jakarta.persistence.TypedQueryReference
            java.util.Set
            org.hibernate.LockMode
            org.hibernate.UnknownEntityTypeException
            org.hibernate.graph.GraphSemantic
            org.hibernate.graph.RootGraph
            org.hibernate.query.specification.internal.MutationSpecificationImpl
            org.hibernate.query.specification.internal.SelectionSpecificationImpl
            """;

    private final String source;
    private final String[] imports;

    private QueryCreations(String source, String imports) {
        this.source = source;
        this.imports = imports.split("\n");
    }

    static QueryCreations of(String suffix) {
        return suffix.equals("80") ? of8(suffix) : of6And7(suffix);
    }

    private static QueryCreations of8(String suffix) {
        String text = String.join("\n", QueryCreationsOf8.SOURCE, queriesOfHibernate(suffix), PROCEDURES)
                .replace("#", suffix);
        return new QueryCreations(text, QueryCreationsOf8.IMPORTS.replace("#", suffix));
    }

    private static QueryCreations of6And7(String suffix) {
        boolean is6 = suffix.equals("66");
        String text = String.join("\n", COMMON, is6 ? OF_6 : OF_7 + "\n" + queriesOfHibernate(suffix), PROCEDURES)
                .replace("\"@NAMED_QUERY\"", is6 ? "\"Named query : \"" : "\"Named query: \"")
                .replace("@NATIVE_QUERY", is6 ? "dynamic native-SQL query" : "dynamic native SQL query")
                .replace(
                        "\"@NO_MUTATION\"",
                        is6
                                ? "\"Expecting a named mutation query (\" + name + \"), but found a select statement\""
                                : "\"Expecting a named mutation query '\" + name + \"', but found a select statement\"")
                .replace(
                        "\"@LOCK_OPTIONS\"",
                        is6
                                ? "\"Named mutation query `\" + name + \"` specified lock-options\""
                                : "\"Named mutation query '\" + name + \"; specified lock-options\"")
                .replace("#", suffix);
        String bindings = suffix.equals("72") ? "org.hibernate.query.spi.QueryParameterBindings\n" : "";
        return new QueryCreations(
                text, OVERRIDES.replace("#", suffix) + IMPORTS + (is6 ? IMPORTS_OF_6 : IMPORTS_OF_7 + bindings));
    }

    /** Before 7.2, the session was told of no parameters. */
    private static String queriesOfHibernate(String suffix) {
        return suffix.equals("71")
                ? QUERIES_OF_HIBERNATE
                        .replace("@PRE_FLUSH", "void autoPreFlush()")
                        .replace("@RETURN@CALL", "super.autoPreFlush()")
                : QUERIES_OF_HIBERNATE
                        .replace("@PRE_FLUSH", "boolean autoPreFlushIfRequired(QueryParameterBindings arg0)")
                        .replace("@RETURN@CALL", "return super.autoPreFlushIfRequired(arg0)");
    }

    String source() {
        return source;
    }

    String[] imports() {
        return imports;
    }

    /** Whether the method is among these. */
    boolean makes(Method method) {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return signatures().contains(method.getName() + "(" + parameters + ")");
    }

    private Set<String> signatures() {
        return source.lines()
                .filter(line -> line.startsWith("    public "))
                .map(line -> line.substring(line.lastIndexOf(' ', line.indexOf('(')) + 1)
                        .replaceAll(" arg\\d", "")
                        .replace("...", "[]")
                        .replaceAll("\\).*", ")"))
                .collect(Collectors.toSet());
    }
}
