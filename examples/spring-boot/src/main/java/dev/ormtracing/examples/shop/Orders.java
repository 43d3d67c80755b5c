package dev.ormtracing.examples.shop;

import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

interface Orders extends JpaRepository<Order, Long> {

    /** With all that a receipt shows, in one query. */
    @EntityGraph(attributePaths = "lines.product")
    Optional<Order> findWithLinesById(long id);
}
