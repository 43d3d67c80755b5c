package dev.ormtracing.examples.shop;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer gets to see of an order. */
record Receipt(@Nullable Long id, String customer, List<Line> lines, BigDecimal total) {

    static Receipt of(Order order) {
        return new Receipt(
                order.id(),
                order.customer(),
                order.lines().stream()
                        .map(line -> new Line(line.product().sku(), line.quantity()))
                        .toList(),
                order.total());
    }
}
