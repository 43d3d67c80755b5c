package dev.ormtracing.examples.stock;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface Items extends JpaRepository<Item, String> {

    /** 1 when there were enough; decided by the database, so that two customers cannot get the last one. */
    @Modifying
    @Query("update Item i set i.quantity = i.quantity - :quantity where i.sku = :sku and i.quantity >= :quantity")
    int take(String sku, int quantity);
}
