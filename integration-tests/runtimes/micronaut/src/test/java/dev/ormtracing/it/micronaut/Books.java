package dev.ormtracing.it.micronaut;

import io.micronaut.data.annotation.Repository;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

@Repository
public interface Books extends CrudRepository<Book, Long> {

    List<Book> findByTitle(String title);
}
