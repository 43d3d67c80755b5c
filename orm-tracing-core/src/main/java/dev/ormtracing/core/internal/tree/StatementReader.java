package dev.ormtracing.core.internal.tree;

/** Internal: a session that knows of some statements what they are for, where nothing else tells. */
public interface StatementReader {

    /** Names the operation by the text of its statement, if that says what it is. */
    void read(String statement, Frame operation);
}
