package dev.ormtracing.it.testkit;

/** What the tests that fail say, on every framework. */
public final class ExpectedMessages {

    public static final String TREE = """
            Expecting other traces (- missing, + unexpected):

              operation Author.find
                serialize
            +   connect
            -   db_query CLIENT select Author Book
            +   db_query CLIENT select Author
                hydrate

            The traces:

            operation Author.find
              serialize
              connect
              db_query CLIENT select Author
              hydrate""";

    public static final String OTHER_NAME = "Expecting an operation Author.list; did you mean `Author.getResultList`";

    public static final String N_PLUS_ONE = """
            Expecting no N+1:
              Author.books (10 times so far) below [transaction (not ended)]
                remedy: join fetch Author.books, @BatchSize on it, or an entity graph

            The traces:

            transaction (not ended)
              start_transaction
                connect
              operation Author.createQuery
              operation Author.getResultList
                serialize
                db_query CLIENT select Author
                hydrate
              operation Author.books.initialize ×10
                serialize
                db_query CLIENT select Book
                hydrate""";

    public static final String SEVERAL = """
            Multiple Failures (2 failures)
            \torg.opentest4j.AssertionFailedError: Expecting 0 queries, not 1:
              1. select a1_0.id from Author a1_0 where a1_0.id=?
            \torg.opentest4j.AssertionFailedError: Expecting no span hydrate

            The traces:

            operation Author.find
              serialize
              connect
              db_query CLIENT select Author
              hydrate""";

    private ExpectedMessages() {}
}
