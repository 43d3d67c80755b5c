package dev.ormtracing.it.kit;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

@Entity(name = "Stock")
@Table(name = "shop_stock")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
class Stock {

    @Id
    String product;

    int pieces;

    Stock() {}

    Stock(String product, int pieces) {
        this.product = product;
        this.pieces = pieces;
    }
}
