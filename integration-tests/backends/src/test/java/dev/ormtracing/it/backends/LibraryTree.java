package dev.ormtracing.it.backends;

/** The tree of the request of {@link dev.ormtracing.it.backends.library.Library}, as Zipkin's API tells it. */
final class LibraryTree {

    static final String TEXT = """
            post /authors SERVER
              orm:client:transaction
                orm:client:start_transaction
                  orm:client:connect
                orm:client:operation name=Author.persist
                orm:client:commit_transaction
                  orm:client:flush
                    orm:client:serialize
                    orm:client:db_query CLIENT db.query.summary=insert Author
                    orm:client:db_query CLIENT db.query.summary=BATCH insert Book
                  orm:client:db_query CLIENT db.query.summary=COMMIT
              orm:client:operation name=Author.createQuery
                orm:client:compile
              orm:client:operation name=Author.getSingleResult orm.result.count=1
                orm:client:compile
                orm:client:serialize
                orm:client:connect
                orm:client:db_query CLIENT db.query.summary=select Author
                orm:client:hydrate
              orm:client:operation name=Author.books.initialize orm.lazy=true
                orm:client:serialize
                orm:client:connect
                orm:client:db_query CLIENT db.query.summary=select Book
                orm:client:hydrate
              orm:client:operation name=Author.insert error.type=org.hibernate.exception.ConstraintViolationException
                orm:client:serialize
                orm:client:connect
                orm:client:db_query CLIENT db.query.summary=insert Author error.type=23505
            """;

    static final int SPANS = (int) TEXT.lines().count();

    private LibraryTree() {}
}
