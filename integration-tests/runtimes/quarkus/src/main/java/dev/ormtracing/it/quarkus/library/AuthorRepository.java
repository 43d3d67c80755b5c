package dev.ormtracing.it.quarkus.library;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** A repository of Panache. */
@ApplicationScoped
public class AuthorRepository implements PanacheRepository<Author> {}
