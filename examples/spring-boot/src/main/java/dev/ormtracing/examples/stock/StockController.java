package dev.ormtracing.examples.stock;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class StockController {

    private final Items items;
    private final Reservations reservations;

    StockController(Items items, Reservations reservations) {
        this.items = items;
        this.reservations = reservations;
    }

    @PostMapping("/reservations")
    void reserve(@RequestBody List<Reservations.Reservation> wanted) {
        reservations.reserve(wanted);
    }

    @GetMapping("/items/{sku}")
    int quantity(@PathVariable String sku) {
        return items.findById(sku)
                .map(Item::quantity)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
