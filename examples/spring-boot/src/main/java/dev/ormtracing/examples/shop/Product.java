package dev.ormtracing.examples.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "products")
class Product {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String sku = "";
    private String name = "";
    private BigDecimal price = BigDecimal.ZERO;

    protected Product() {}

    String sku() {
        return sku;
    }

    String name() {
        return name;
    }

    BigDecimal price() {
        return price;
    }
}
