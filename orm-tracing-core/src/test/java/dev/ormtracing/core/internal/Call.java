package dev.ormtracing.core.internal;

import dev.ormtracing.core.internal.name.OperationKind;
import dev.ormtracing.core.internal.name.OperationMethod;

/** Some of the calls that the module for Hibernate knows, as it tells them. */
public enum Call implements OperationMethod {
    FIND("find", OperationKind.READ_ONE),
    GET_REFERENCE("getReference", OperationKind.READ_ONE),
    FIND_MULTIPLE("findMultiple", OperationKind.READ_MANY),
    INITIALIZE("initialize", OperationKind.LOAD_LAZILY),
    SIZE("size", OperationKind.ASK_LAZILY),
    GET("get", OperationKind.READ_ELEMENT),
    PERSIST("persist", OperationKind.INSERT),
    INSERT("insert", OperationKind.INSERT_ROW),
    MERGE("merge", OperationKind.MERGE),
    REMOVE("remove", OperationKind.REMOVE),
    DELETE("delete", OperationKind.DELETE_ROW),
    EXECUTE_UPDATE("executeUpdate", OperationKind.CHANGE_ROWS),
    FLUSH("flush", OperationKind.FLUSH),
    GET_RESULT_LIST("getResultList", OperationKind.OTHER),
    GET_RESULT_STREAM("getResultStream", OperationKind.CURSOR),
    DO_WORK("doWork", OperationKind.RUN_CODE),
    EXECUTE("execute", OperationKind.STATEMENT);

    private final String methodName;
    private final OperationKind kind;

    Call(String methodName, OperationKind kind) {
        this.methodName = methodName;
        this.kind = kind;
    }

    @Override
    public String methodName() {
        return methodName;
    }

    @Override
    public OperationKind kind() {
        return kind;
    }
}
