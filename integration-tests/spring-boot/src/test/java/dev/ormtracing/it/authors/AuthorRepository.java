package dev.ormtracing.it.authors;

import org.springframework.data.jpa.repository.JpaRepository;

/** Knows the authors. */
interface AuthorRepository extends JpaRepository<Author, Long> {}
