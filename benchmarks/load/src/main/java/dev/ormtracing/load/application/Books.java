package dev.ormtracing.load.application;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface Books extends JpaRepository<Book, Long> {

    List<Book> findTop20ByIdGreaterThanEqualOrderById(long first);
}
