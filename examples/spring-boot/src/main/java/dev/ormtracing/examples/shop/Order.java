package dev.ormtracing.examples.shop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "orders")
class Order {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    private String customer = "";

    @OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
    private List<OrderLine> lines = new ArrayList<>();

    protected Order() {}

    Order(String customer) {
        this.customer = customer;
    }

    void add(Product product, int quantity) {
        lines.add(new OrderLine(this, product, quantity));
    }

    @Nullable
    Long id() {
        return id;
    }

    String customer() {
        return customer;
    }

    List<OrderLine> lines() {
        return List.copyOf(lines);
    }

    BigDecimal total() {
        return lines.stream().map(OrderLine::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
