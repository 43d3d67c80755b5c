package dev.ormtracing.it.shop;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface Customers extends JpaRepository<Customer, Long>, JpaSpecificationExecutor<Customer> {

    record Named(String name, String city) {}

    interface WithPurchases {
        String getName();

        List<Purchase> getPurchases();
    }

    List<Customer> findByCity(String city);

    Page<Customer> findPageByCity(String city, Pageable page);

    @EntityGraph(attributePaths = "country")
    Page<Customer> findPageWithCountryByCity(String city, Pageable page);

    Slice<Customer> findSliceByCity(String city, Pageable page);

    Window<Customer> findFirst2ByCityOrderById(String city, ScrollPosition position);

    Window<Customer> findFirst3ByCityOrderByName(String city, ScrollPosition position);

    @Query("select c from Customer c where c.city = :city")
    Page<Customer> pageOf(String city, Pageable page);

    @Query(
            value = "select * from customer where city = :city",
            countQuery = "select count(*) from customer where city = :city",
            nativeQuery = true)
    Page<Customer> nativePageOf(String city, Pageable page);

    @Query("select new dev.ormtracing.it.shop.Customers$Named(c.name, c.city) from Customer c where c.id = :id")
    Named named(Long id);

    @Query(value = "select name from customer where id = :id", nativeQuery = true)
    String nativeName(Long id);

    List<WithPurchases> findWithPurchasesByCity(String city);

    @EntityGraph(attributePaths = {"purchases", "country"})
    List<Customer> findGraphByCity(String city);

    Stream<Customer> streamByCity(String city);

    boolean existsByName(String name);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Customer c where c.id = :id")
    Customer lockedById(Long id);

    @Transactional
    long deleteByCity(String city);

    @Transactional
    @Modifying
    @Query("update Customer c set c.city = :city where c.id = :id")
    int move(Long id, String city);

    @Transactional
    @Modifying
    @Query(value = "update customer set city = :city where id = :id", nativeQuery = true)
    int moveNatively(Long id, String city);
}
