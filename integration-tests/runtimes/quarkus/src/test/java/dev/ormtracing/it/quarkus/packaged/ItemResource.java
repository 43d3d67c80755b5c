package dev.ormtracing.it.quarkus.packaged;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.hibernate.Session;

@Path("/items")
public class ItemResource {

    @Inject
    Session session;

    @Inject
    EndedSpans spans;

    /** Says which spans the transaction has. */
    @GET
    public String spans() {
        spans.forget();
        QuarkusTransaction.requiringNew().run(() -> session.find(Item.class, 1L));
        return spans.text();
    }
}
