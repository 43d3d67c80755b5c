package dev.ormtracing.examples.shop;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class ShopController {

    private final Products products;
    private final Orders orders;
    private final Checkout checkout;
    private final History history;

    ShopController(Products products, Orders orders, Checkout checkout, History history) {
        this.products = products;
        this.orders = orders;
        this.checkout = checkout;
        this.history = history;
    }

    @GetMapping("/products")
    List<Offer> products() {
        return products.findAll().stream()
                .map(product -> new Offer(product.sku(), product.name(), product.price()))
                .toList();
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    Receipt order(@RequestBody Basket basket) {
        return Receipt.of(checkout.place(basket.customer(), basket.lines()));
    }

    @GetMapping("/orders")
    List<Receipt> orders() {
        return history.receipts();
    }

    @GetMapping("/orders/{id}")
    Receipt order(@PathVariable long id) {
        return orders.findWithLinesById(id)
                .map(Receipt::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    record Offer(String sku, String name, BigDecimal price) {}

    record Basket(String customer, List<Line> lines) {}
}
