package dev.ormtracing.it.clinic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The ways in which Spring Data comes to a query. */
public interface Owners extends JpaRepository<Owner, Long> {

    List<Owner> findByCityOrderByName(String city);

    Page<Owner> findPageByCity(String city, Pageable page);

    List<OwnerName> findNamesByCity(String city);

    boolean existsByName(String name);

    @EntityGraph(attributePaths = "pets")
    Optional<Owner> findWithPetsByName(String name);

    Stream<Owner> streamByCity(String city);

    @Transactional
    long deleteByCity(String city);

    @Query("select o from Owner o where o.name like concat(:start, '%')")
    List<Owner> startingWith(String start);

    @Query(value = "select count(*) from owners where city = :city", nativeQuery = true)
    long countInCity(String city);

    @Transactional
    @Modifying
    @Query("update Owner o set o.city = :to where o.city = :from")
    int move(String from, String to);
}
