package dev.ormtracing.hibernate;

/** How sessions of Hibernate 8.0 make queries, whose classes are other ones than before. */
final class QueryCreationsOf8 {

    static final String SOURCE = """
                /** The query with what is known of it, and by a proxy if it is none of ours. */
                private <Q> Q traced(Q query, String name, Object resultType) {
                    if (query instanceof SelectionQueryOverrides#) {
                        ((SelectionQueryOverrides#) query).tracedAs(name, boundary().modelOfResult(resultType));
                    } else if (query instanceof MutationQueryOverrides#) {
                        ((MutationQueryOverrides#) query).tracedAs(name, boundary().modelOfResult(resultType));
                    } else if (query instanceof NativeQueryOverrides#) {
                        ((NativeQueryOverrides#) query).tracedAs(name, boundary().modelOfResult(resultType));
                    } else if (!(query instanceof ProcedureCallOverrides#) && !(query instanceof MutationOrSelectionQuery)) {
                        return boundary().query(query, name, resultType);
                    }
                    return query;
                }

                @Override
                public SelectionQueryImplementor createSelectionQuery(String arg0, Class arg1) {
                    return boundary().tracesQueries()
                            ? selectionQuery(arg0, arg1, null)
                            : super.createSelectionQuery(arg0, arg1);
                }

                @Override
                public SelectionQueryImplementor createSelectionQuery(String arg0, EntityGraph arg1) {
                    return boundary().tracesQueries()
                            ? selectionQuery(arg0, ((RootGraph) arg1).getGraphedType().getJavaType(), arg1)
                            : super.createSelectionQuery(arg0, arg1);
                }

                private SelectionQueryImplementor selectionQuery(String hql, Class resultType, EntityGraph graph) {
                    checksBeforeQueryCreation();
                    try {
                        return selectionQuery(hql, interpretHql(hql, resultType), resultType, graph);
                    } catch (RuntimeException e) {
                        markForRollbackOnly();
                        throw e;
                    }
                }

                private SelectionQueryImplementor selectionQuery(
                        String hql, HqlInterpretation interpretation, Class resultType, EntityGraph graph) {
                    checkSelectionQuery(hql, interpretation);
                    SelectionQueryOverrides# query = new SelectionQueryOverrides#(
                            hql, interpretation, resultType, (RootGraphImplementor) graph, this);
                    if (resultType != null) {
                        checkResultType(resultType, query);
                    }
                    query.setComment(hql);
                    applyQuerySettingsAndHints(query);
                    return query;
                }

                private MutationQueryImplementor mutationQuery(String hql, HqlInterpretation interpretation) {
                    if (!(interpretation.getSqmStatement() instanceof SqmDmlStatement)) {
                        throw new IllegalMutationQueryException("Query string is not a mutation", hql);
                    }
                    SqmDmlStatement statement = (SqmDmlStatement) interpretation.getSqmStatement();
                    MutationQueryOverrides# query = new MutationQueryOverrides#(
                            hql, interpretation, statement.getTarget().getJavaType(), this);
                    query.setComment(hql);
                    applyQuerySettingsAndHints(query);
                    return query;
                }

                @Override
                public MutationQuery createMutationQuery(String arg0) {
                    if (!boundary().tracesQueries()) {
                        return super.createMutationQuery(arg0);
                    }
                    checksBeforeQueryCreation();
                    return mutationQuery(arg0, interpretHql(arg0, null));
                }

                @Override
                public MutationOrSelectionQuery createQuery(String arg0) {
                    if (!boundary().tracesQueries()) {
                        return super.createQuery(arg0);
                    }
                    checksBeforeQueryCreation();
                    try {
                        HqlInterpretation interpretation = interpretHql(arg0, null);
                        return MutationOrSelectionQueryImpl.from(
                                interpretation.getSqmStatement() instanceof SqmSelectStatement
                                        ? selectionQuery(arg0, interpretation, null, null)
                                        : mutationQuery(arg0, interpretation));
                    } catch (IllegalQueryOperationException e) {
                        markForRollbackOnly();
                        IllegalArgumentException illegal = new IllegalArgumentException(e.getMessage());
                        illegal.addSuppressed(e);
                        throw illegal;
                    } catch (RuntimeException e) {
                        markForRollbackOnly();
                        throw getExceptionConverter().convert(e);
                    }
                }

                @Override
                public SelectionQueryImplementor createSelectionQuery(CriteriaQuery arg0) {
                    if (arg0 instanceof CriteriaDefinition || !boundary().tracesQueries()) {
                        return traced(super.createSelectionQuery(arg0), null, null);
                    }
                    checksBeforeQueryCreation();
                    try {
                        SqmUtil.verifyIsSelectStatement((SqmStatement) arg0, null);
                        return criteria((SqmSelectStatement) arg0, arg0.getResultType());
                    } catch (RuntimeException e) {
                        markForRollbackOnly();
                        throw e;
                    }
                }

                @Override
                public SelectionQueryImplementor createSelectionQuery(CriteriaSelect arg0) {
                    if (arg0 instanceof CriteriaDefinition || !boundary().tracesQueries()) {
                        return traced(super.createSelectionQuery(arg0), null, null);
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
                        return criteria(statement, statement.getResultType());
                    } catch (RuntimeException e) {
                        throw convertedOfCriteria(e);
                    }
                }

                private SelectionQueryImplementor criteria(SqmSelectStatement criteria, Class resultType) {
                    SelectionQueryOverrides# query = new SelectionQueryOverrides#(criteria, resultType, this);
                    applyQuerySettingsAndHints(query);
                    return query;
                }

                @Override
                public MutationQueryImplementor createMutationQuery(CriteriaStatement arg0) {
                    if (!boundary().tracesQueries()) {
                        return super.createMutationQuery(arg0);
                    }
                    checkOpen();
                    try {
                        return mutation(arg0);
                    } catch (RuntimeException e) {
                        throw convertedOfCriteria(e);
                    }
                }

                @Override
                public MutationQueryImplementor createMutationQuery(JpaCriteriaInsert arg0) {
                    if (!boundary().tracesQueries()) {
                        return super.createMutationQuery(arg0);
                    }
                    checkOpen();
                    try {
                        return mutation(arg0);
                    } catch (RuntimeException e) {
                        throw getExceptionConverter().convert(e);
                    }
                }

                private MutationQueryImplementor mutation(Object criteria) {
                    MutationQueryOverrides# query = new MutationQueryOverrides#((SqmDmlStatement) criteria, this);
                    applyQuerySettingsAndHints(query);
                    return query;
                }

                private RuntimeException convertedOfCriteria(RuntimeException failure) {
                    if (getFactory().getSessionFactoryOptions().getJpaCompliance().isJpaTransactionComplianceEnabled()) {
                        markForRollbackOnly();
                    }
                    return getExceptionConverter().convert(failure);
                }

                @Override
                public SelectionQueryImplementor createQuery(TypedQueryReference arg0) {
                    if (!boundary().tracesQueries()
                            || arg0 instanceof SelectionSpecificationImpl
                            || arg0 instanceof AugmentedTypedQueryReference) {
                        return traced(super.createQuery(arg0), boundary().nameOf(arg0), null);
                    }
                    checksBeforeQueryCreation();
                    try {
                        Class resultType = arg0.getResultType();
                        SelectionQueryImplementor query = this.<SelectionQueryImplementor>buildNamedQuery(
                                arg0.getName(),
                                memento -> selection(memento, resultType),
                                memento -> nativeSelection(memento, resultType));
                        ArgumentsHelper.bindReferenceArguments(query, arg0);
                        ((TypedQueryReference<?>) arg0).getHints().forEach(query::setHint);
                        if (!StringHelper.isEmpty(arg0.getEntityGraphName())) {
                            query.setHint(SpecHints.HINT_SPEC_LOAD_GRAPH, arg0.getEntityGraphName());
                        }
                        ((TypedQueryReference<?>) arg0).getOptions().forEach(query::addOption);
                        applyQuerySettingsAndHints(query);
                        return traced(query, arg0.getName(), null);
                    } catch (RuntimeException e) {
                        markForRollbackOnly();
                        throw e;
                    }
                }

                @Override
                public MutationQuery createStatement(StatementReference arg0) {
                    if (!boundary().tracesQueries() || arg0 instanceof MutationSpecification) {
                        return traced(super.createStatement(arg0), null, null);
                    }
                    checksBeforeQueryCreation();
                    MutationQueryImplementor query = this.<MutationQueryImplementor>buildNamedQuery(
                            arg0.getName(), memento -> mutation(memento, null), this::nativeMutation);
                    ArgumentsHelper.bindReferenceArguments(query, arg0);
                    arg0.getHints().forEach(query::setHint);
                    arg0.getOptions().forEach(query::addOption);
                    return traced(query, arg0.getName(), null);
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, ResultSetMapping arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createNativeQuery(arg0, arg1);
                    }
                    checksBeforeQueryCreation();
                    NativeQueryOverrides# query = new NativeQueryOverrides#(arg0, arg1, this);
                    if (StringHelper.isEmpty(query.getComment())) {
                        query.setComment("dynamic native SQL query");
                    }
                    if (arg1 instanceof EntityMapping) {
                        LockMode lockMode = LockMode.fromJpaLockMode(((EntityMapping) arg1).lockMode());
                        if (lockMode.greaterThan(LockMode.READ)) {
                            query.setHibernateLockMode(lockMode);
                        }
                    }
                    return query.tracedAs(null, boundary().modelOfResult(arg1.type()));
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, Class arg1) {
                    return boundary().tracesQueries()
                            ? nativeQuery(arg0, null, arg1)
                            : super.createNativeQuery(arg0, arg1);
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, String arg1, Class arg2) {
                    return boundary().tracesQueries()
                            ? nativeQuery(arg0, arg1, arg2)
                            : super.createNativeQuery(arg0, arg1, arg2);
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0, Class arg1, String arg2) {
                    if (!boundary().tracesQueries()) {
                        return super.createNativeQuery(arg0, arg1, arg2);
                    }
                    NativeQueryOverrides# query = nativeQuery(arg0, null, arg1);
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

                private NativeQueryOverrides# nativeQuery(String sql, String mapping, Class resultType) {
                    checksBeforeQueryCreation();
                    NamedResultSetMappingMemento memento =
                            StringHelper.isNotEmpty(mapping) ? getResultSetMappingMemento(mapping) : null;
                    try {
                        NativeQueryOverrides# query = new NativeQueryOverrides#(sql, memento, resultType, this);
                        if (StringHelper.isEmpty(query.getComment())) {
                            query.setComment("dynamic native SQL query");
                        }
                        applyQuerySettingsAndHints(query);
                        return query.tracedAs(null, boundary().modelOfResult(resultType));
                    } catch (RuntimeException e) {
                        throw getExceptionConverter().convert(e);
                    }
                }

                @Override
                public NativeQueryImplementor createNativeQuery(String arg0) {
                    if (!boundary().tracesQueries()) {
                        return super.createNativeQuery(arg0);
                    }
                    checksBeforeQueryCreation();
                    try {
                        NativeQueryOverrides# query = new NativeQueryOverrides#(arg0, this);
                        applyQuerySettingsAndHints(query);
                        return query;
                    } catch (RuntimeException e) {
                        throw getExceptionConverter().convert(e);
                    }
                }

                @Override
                public MutationQuery createNativeStatement(String arg0) {
                    if (!boundary().tracesQueries()) {
                        return super.createNativeStatement(arg0);
                    }
                    checksBeforeQueryCreation();
                    try {
                        NativeQueryOverrides# query = new NativeQueryOverrides#(arg0, true, this);
                        applyQuerySettingsAndHints(query);
                        return query;
                    } catch (RuntimeException e) {
                        throw getExceptionConverter().convert(e);
                    }
                }

                /** What a query that was given a name makes of itself, with a query of ours in place of Hibernate's. */
                private SelectionQueryImplementor selection(NamedQueryMemento memento, Class resultType) {
                    if (memento instanceof HqlSelectionMementoImpl) {
                        HqlSelectionMementoImpl hql = (HqlSelectionMementoImpl) memento;
                        HqlInterpretation interpretation = QueryHelper.interpretation(hql, resultType, this);
                        return new SelectionQueryOverrides#(hql, interpretation, resultType, this)
                                .tracedAs(memento.getRegistrationName(), null);
                    }
                    // Made by Hibernate too, which checks what it checks.
                    SelectionQueryImplementor query = memento.toSelectionQuery(this, resultType);
                    if (!(memento instanceof CriteriaSelectionMementoImpl)) {
                        return query;
                    }
                    CriteriaSelectionMementoImpl criteria = (CriteriaSelectionMementoImpl) memento;
                    return new SelectionQueryOverrides#(
                                    criteria, (SqmSelectStatement) criteria.getSqmStatement(), resultType, this)
                            .tracedAs(memento.getRegistrationName(), null);
                }

                private MutationQueryImplementor mutation(NamedQueryMemento memento, Class targetType) {
                    if (memento instanceof HqlMutationMementoImpl) {
                        HqlMutationMementoImpl hql = (HqlMutationMementoImpl) memento;
                        HqlInterpretation interpretation = QueryHelper.interpretation(hql, targetType, this);
                        return new MutationQueryOverrides#(hql, interpretation, targetType, this)
                                .tracedAs(memento.getRegistrationName(), null);
                    }
                    if (!(memento instanceof CriteriaMutationMementoImpl)) {
                        return memento.toMutationQuery(this);
                    }
                    CriteriaMutationMementoImpl criteria = (CriteriaMutationMementoImpl) memento;
                    return new MutationQueryOverrides#(criteria, (SqmDmlStatement) criteria.getSqmStatement(), this)
                            .tracedAs(memento.getRegistrationName(), null);
                }

                private QueryImplementor modelQuery(NamedQueryMemento memento, Class type) {
                    return memento instanceof HqlMutationMementoImpl || memento instanceof CriteriaMutationMementoImpl
                            ? mutation(memento, type)
                            : selection(memento, type);
                }

                private NativeQueryImplementor nativeSelection(NamedNativeQueryMemento memento, Class resultType) {
                    return memento instanceof NativeSelectionMementoImpl
                            ? new NativeQueryOverrides#((NativeSelectionMementoImpl) memento, resultType, null, this)
                                    .tracedAs(memento.getRegistrationName(), boundary().modelOfResult(resultType))
                            : (NativeQueryImplementor) memento.toSelectionQuery(this, resultType);
                }

                private NativeQueryImplementor nativeMutation(NamedNativeQueryMemento memento) {
                    return memento instanceof NativeMutationMementoImpl
                            ? new NativeQueryOverrides#((NativeMutationMementoImpl) memento, this)
                                    .tracedAs(memento.getRegistrationName(), null)
                            : (NativeQueryImplementor) memento.toMutationQuery(this);
                }

                private <Q extends QueryImplementor> Q named(Q query, String comment) {
                    if (StringHelper.isEmpty(query.getComment())) {
                        query.setComment(comment);
                    }
                    applyQuerySettingsAndHints(query);
                    return query;
                }

                @Override
                protected QueryImplementor createSqmQueryImplementor(NamedSqmQueryMemento arg0) {
                    return boundary().tracesQueries()
                            ? named(modelQuery(arg0, resultTypeOf(arg0)), "dynamic query")
                            : super.createSqmQueryImplementor(arg0);
                }

                @Override
                protected QueryImplementor createSqmQueryImplementor(Class arg0, NamedQueryMemento arg1) {
                    return boundary().tracesQueries()
                            ? named(modelQuery(arg1, arg0), "named query")
                            : super.createSqmQueryImplementor(arg0, arg1);
                }

                private static Class resultTypeOf(NamedQueryMemento memento) {
                    return memento instanceof NamedSelectionMemento ? ((NamedSelectionMemento) memento).getResultType() : null;
                }

                @Override
                protected NativeQueryImplementor createNativeQueryImplementor(Class arg0, NamedNativeQueryMemento arg1) {
                    return boundary().tracesQueries() && arg1 instanceof NativeSelectionMementoImpl
                            ? named(nativeSelection(arg1, arg0), "dynamic native SQL query")
                            : super.createNativeQueryImplementor(arg0, arg1);
                }

                @Override
                public SelectionQuery createNamedSelectionQuery(String arg0, Class arg1) {
                    if (!boundary().tracesQueries()) {
                        return super.createNamedSelectionQuery(arg0, arg1);
                    }
                    checksBeforeQueryCreation();
                    return traced(
                            this.<SelectionQueryImplementor>buildNamedQuery(
                                    arg0,
                                    memento -> selection(memento, arg1),
                                    memento -> nativeSelection(memento, arg1)),
                            arg0,
                            null);
                }

                @Override
                public MutationQuery createNamedStatement(String arg0) {
                    return boundary().tracesQueries() ? namedMutation(arg0) : super.createNamedStatement(arg0);
                }

                @Override
                public MutationQuery createNamedMutationQuery(String arg0) {
                    return boundary().tracesQueries()
                            ? namedMutation(arg0).asMutationQuery()
                            : super.createNamedMutationQuery(arg0);
                }

                private MutationQueryImplementor namedMutation(String name) {
                    checksBeforeQueryCreation();
                    return traced(
                            this.<MutationQueryImplementor>buildNamedQuery(
                                    name, memento -> mutation(memento, null), this::nativeMutation),
                            name,
                            null);
                }
            """;

    static final String IMPORTS = """
            dev.ormtracing.hibernate.internal.query.MutationQueryOverrides#
            dev.ormtracing.hibernate.internal.query.NativeQueryOverrides#
            dev.ormtracing.hibernate.internal.query.ProcedureCallOverrides#
            dev.ormtracing.hibernate.internal.query.SelectionQueryOverrides#
            dev.ormtracing.hibernate.internal.session.RunningQuery
            jakarta.persistence.EntityGraph
            jakarta.persistence.StatementReference
            jakarta.persistence.TypedQueryReference
            jakarta.persistence.criteria.CriteriaQuery
            jakarta.persistence.criteria.CriteriaSelect
            jakarta.persistence.criteria.CriteriaStatement
            jakarta.persistence.sql.EntityMapping
            jakarta.persistence.sql.ResultSetMapping
            java.util.Set
            org.hibernate.LockMode
            org.hibernate.UnknownEntityTypeException
            org.hibernate.graph.RootGraph
            org.hibernate.graph.spi.RootGraphImplementor
            org.hibernate.internal.util.ArgumentsHelper
            org.hibernate.internal.util.StringHelper
            org.hibernate.jpa.SpecHints
            org.hibernate.procedure.ProcedureCall
            org.hibernate.query.IllegalMutationQueryException
            org.hibernate.query.IllegalQueryOperationException
            org.hibernate.query.MutationOrSelectionQuery
            org.hibernate.query.MutationQuery
            org.hibernate.query.SelectionQuery
            org.hibernate.query.criteria.CriteriaDefinition
            org.hibernate.query.criteria.JpaCriteriaInsert
            org.hibernate.query.internal.MutationOrSelectionQueryImpl
            org.hibernate.query.internal.QueryHelper
            org.hibernate.query.named.NamedNativeQueryMemento
            org.hibernate.query.named.NamedQueryMemento
            org.hibernate.query.named.NamedResultSetMappingMemento
            org.hibernate.query.named.NamedSelectionMemento
            org.hibernate.query.named.NamedSqmQueryMemento
            org.hibernate.query.named.internal.CriteriaMutationMementoImpl
            org.hibernate.query.named.internal.CriteriaSelectionMementoImpl
            org.hibernate.query.named.internal.HqlMutationMementoImpl
            org.hibernate.query.named.internal.HqlSelectionMementoImpl
            org.hibernate.query.named.internal.NativeMutationMementoImpl
            org.hibernate.query.named.internal.NativeSelectionMementoImpl
            org.hibernate.query.specification.MutationSpecification
            org.hibernate.query.specification.internal.SelectionSpecificationImpl
            org.hibernate.query.spi.HqlInterpretation
            org.hibernate.query.spi.MutationQueryImplementor
            org.hibernate.query.spi.QueryImplementor
            org.hibernate.query.spi.QueryParameterBindings
            org.hibernate.query.spi.SelectionQueryImplementor
            org.hibernate.query.sql.spi.NativeQueryImplementor
            org.hibernate.query.sqm.internal.AugmentedTypedQueryReference
            org.hibernate.query.sqm.internal.SqmUtil
            org.hibernate.query.sqm.tree.SqmDmlStatement
            org.hibernate.query.sqm.tree.SqmStatement
            org.hibernate.query.sqm.tree.select.SqmQueryGroup
            org.hibernate.query.sqm.tree.select.SqmQuerySpec
            org.hibernate.query.sqm.tree.select.SqmSelectStatement
            org.hibernate.query.sqm.tree.select.SqmSelectableNode
            """;

    private QueryCreationsOf8() {}
}
