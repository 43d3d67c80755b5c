package dev.ormtracing.examples.shop;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Loads the lines of each order one by one, a mistake that is easily made: traces show it, and what helps. */
@Service
class History {

    private final Orders orders;

    History(Orders orders) {
        this.orders = orders;
    }

    @Transactional(readOnly = true)
    List<Receipt> receipts() {
        return orders.findAll().stream().map(Receipt::of).toList();
    }
}
