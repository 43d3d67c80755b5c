package dev.ormtracing.it.quarkus.library;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

@Path("/library")
public class LibraryResource {

    @Inject
    AuthorRepository authors;

    @Inject
    EntityManager entityManager;

    @POST
    @Path("/authors")
    @Transactional
    public Long add(@QueryParam("name") String name, @QueryParam("title") List<String> titles) {
        Author author = new Author(name);
        titles.forEach(author::with);
        authors.persist(author);
        return author.getId();
    }

    @GET
    @Path("/author")
    @Transactional
    public String author(@QueryParam("id") long id) {
        Author author = authors.findById(id);
        return author.getName() + " " + author.getBooks().size();
    }

    /** Reads the books of each author one by one. */
    @GET
    @Path("/authors")
    @Transactional
    public String authors() {
        StringBuilder text = new StringBuilder();
        for (Author author : authors.listAll(Sort.by("name"))) {
            text.append(author.getName())
                    .append(' ')
                    .append(author.getBooks().size())
                    .append('\n');
        }
        return text.toString();
    }

    /** No transaction, and a query that Panache knows nothing of. */
    @GET
    @Path("/titles")
    public String titles() {
        return String.join(
                "\n",
                entityManager
                        .createQuery("select b.title from Book b order by b.title", String.class)
                        .getResultList());
    }

    @POST
    @Path("/reviews")
    @Transactional
    public long review(@QueryParam("text") String text, @QueryParam("stars") int stars) {
        Review review = new Review();
        review.text = text;
        review.stars = stars;
        review.persist();
        return Review.count("stars", stars);
    }

    @POST
    @Path("/refused")
    @Transactional
    public String refused() {
        authors.persist(new Author("nobody"));
        throw new IllegalStateException("refused");
    }
}
