package dev.ormtracing.examples.stock;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

@Service
class Reservations {

    private final Items items;

    Reservations(Items items) {
        this.items = items;
    }

    /** All of them, or none. */
    @Transactional
    public void reserve(List<Reservation> reservations) {
        for (Reservation reservation : reservations) {
            if (items.take(reservation.sku(), reservation.quantity()) == 0) {
                throw new ResponseStatusException(HttpStatus.CONFLICT, "out of stock: " + reservation.sku());
            }
        }
    }

    record Reservation(String sku, int quantity) {}
}
