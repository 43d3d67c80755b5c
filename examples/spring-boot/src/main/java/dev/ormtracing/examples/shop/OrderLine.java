package dev.ormtracing.examples.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "order_lines")
class OrderLine {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Order order;

    @ManyToOne(fetch = FetchType.LAZY)
    private Product product = new Product();

    private int quantity;

    protected OrderLine() {}

    OrderLine(Order order, Product product, int quantity) {
        this.order = order;
        this.product = product;
        this.quantity = quantity;
    }

    Product product() {
        return product;
    }

    int quantity() {
        return quantity;
    }

    BigDecimal price() {
        return product.price().multiply(BigDecimal.valueOf(quantity));
    }
}
