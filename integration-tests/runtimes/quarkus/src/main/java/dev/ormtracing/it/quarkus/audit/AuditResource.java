package dev.ormtracing.it.quarkus.audit;

import dev.ormtracing.it.quarkus.library.Author;
import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@Path("/audit")
public class AuditResource {

    @Inject
    EntityManager library;

    @Inject
    @PersistenceUnit("audit")
    EntityManager audit;

    /** A transaction of one unit, which another one joins. */
    @POST
    @Transactional
    public long add(@QueryParam("text") String text) {
        Entry entry = new Entry(text);
        audit.persist(entry);
        return audit.createQuery("from Entry", Entry.class).getResultList().size();
    }

    /** Reads the one unit, and then the other. */
    @POST
    @Path("/both")
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public String both() {
        return library.find(Author.class, -1L) + " " + audit.find(Entry.class, -1L);
    }
}
