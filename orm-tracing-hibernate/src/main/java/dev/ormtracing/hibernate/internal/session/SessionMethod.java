package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.OperationKind;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Hibernate's sessions that are operations, and all that is known of them. The one place where a new one
 * is added: of what is here, our sessions override every overload that Hibernate has.
 */
public enum SessionMethod implements OperationMethod {
    FIND("find", OperationKind.READ_ONE, Call.OPERATION, Load.ID, true),
    FIND_MULTIPLE("findMultiple", OperationKind.READ_MANY, Call.OPERATION, Load.MULTI, false),
    GET("get", OperationKind.READ_ONE_ONLY, Call.OPERATION, Load.ID, true),
    GET_MULTIPLE("getMultiple", OperationKind.READ_MANY, Call.OPERATION, Load.MULTI, false),
    LOAD("load", OperationKind.READ_ONE, Call.OPERATION),
    REFRESH("refresh", OperationKind.REFRESH, Call.OPERATION, Load.ID, true),
    REFRESH_MULTIPLE("refreshMultiple", OperationKind.REFRESH, Call.OPERATION, Load.MULTI, false),
    LOCK("lock", OperationKind.LOCK, Call.OPERATION),
    FETCH("fetch", OperationKind.FETCH, Call.OPERATION),
    FLUSH("flush", OperationKind.FLUSH, Call.OPERATION, null, true),

    PERSIST("persist", OperationKind.INSERT, Call.OF_RUN, null, true),
    MERGE("merge", OperationKind.MERGE, Call.OF_RUN, null, true),
    REMOVE("remove", OperationKind.REMOVE, Call.OF_RUN, null, true),
    SAVE("save", OperationKind.INSERT, Call.OF_RUN),
    SAVE_OR_UPDATE("saveOrUpdate", OperationKind.STORE, Call.OF_RUN),
    UPDATE("update", OperationKind.UPDATE_ROW, Call.OF_RUN),
    DELETE("delete", OperationKind.DELETE_ROW, Call.OF_RUN),
    REPLICATE("replicate", OperationKind.INSERT, Call.OPERATION),

    INSERT("insert", OperationKind.INSERT_ROW, Call.OPERATION),
    INSERT_MULTIPLE("insertMultiple", OperationKind.INSERT, Call.OPERATION),
    UPDATE_MULTIPLE("updateMultiple", OperationKind.UPDATE, Call.OPERATION),
    DELETE_MULTIPLE("deleteMultiple", OperationKind.REMOVE, Call.OPERATION),
    UPSERT("upsert", OperationKind.UPSERT_ROW, Call.OPERATION),
    UPSERT_MULTIPLE("upsertMultiple", OperationKind.STORE, Call.OPERATION),

    GET_REFERENCE("getReference", OperationKind.READ_ONE, Call.REFERENCE),
    BY_ID("byId", OperationKind.READ_ONE, Call.NONE),
    BY_MULTIPLE_IDS("byMultipleIds", OperationKind.READ_MANY, Call.ACCESS, Load.MULTI, false),
    BY_NATURAL_ID("byNaturalId", OperationKind.READ_BY_NATURAL_ID, Call.ACCESS, Load.NATURAL_ID, false),
    BY_SIMPLE_NATURAL_ID("bySimpleNaturalId", OperationKind.READ_BY_NATURAL_ID, Call.ACCESS, Load.NATURAL_ID, false),
    BY_MULTIPLE_NATURAL_ID("byMultipleNaturalId", OperationKind.READ_MANY, Call.ACCESS, Load.MULTI, false),

    DO_WORK("doWork", OperationKind.RUN_CODE, Call.WORK),
    DO_RETURNING_WORK("doReturningWork", OperationKind.RUN_CODE, Call.WORK);

    /** What an override does with the call. */
    public enum Call {
        OPERATION,

        /** A session that flushes leaves the work to that; one without state does it at once. */
        OF_RUN,

        /** Needs the database only exceptionally. */
        REFERENCE,

        /** Runs code of the application. */
        WORK,

        /** Returns the object whose methods are the operations. */
        ACCESS,

        /** Nothing: the operation is opened in another way. */
        NONE
    }

    private final String methodName;
    private final OperationKind kind;
    private final Call call;
    private final @Nullable Load load;
    private final boolean joins;

    SessionMethod(String methodName, OperationKind kind, Call call) {
        this(methodName, kind, call, null, false);
    }

    SessionMethod(String methodName, OperationKind kind, Call call, @Nullable Load load, boolean joins) {
        this.methodName = methodName;
        this.kind = kind;
        this.call = call;
        this.load = load;
        this.joins = joins;
    }

    @Override
    public String methodName() {
        return methodName;
    }

    @Override
    public OperationKind kind() {
        return kind;
    }

    public Call call() {
        return call;
    }

    /** How the rows of the entity are asked for that the call is about, or null. */
    public @Nullable Load load() {
        return load;
    }

    /** Whether Hibernate first joins a transaction of JTA that was begun after the session. */
    public boolean joins() {
        return joins;
    }
}
