package dev.ormtracing.examples.shop;

import java.math.BigDecimal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Two mistakes that are easily made, for the dashboard. */
@RestController
class BackOffice {

    private final Orders orders;

    BackOffice(Orders orders) {
        this.orders = orders;
    }

    /** With {@code spring.jpa.open-in-view} the lines are loaded when the transaction is long over. */
    @GetMapping("/orders/{id}/total")
    BigDecimal total(@PathVariable long id) {
        return orders.findById(id)
                .map(Order::total)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The cache may still have what somebody has deleted in the database: an optimistic lock failure. */
    @DeleteMapping("/orders/{id}")
    void cancel(@PathVariable long id) {
        orders.deleteById(id);
    }
}
