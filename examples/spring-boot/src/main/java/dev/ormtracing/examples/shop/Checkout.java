package dev.ormtracing.examples.shop;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/** Has no transaction of its own: none shall be open while another service works. */
@Service
class Checkout {

    private final Products products;
    private final Orders orders;
    private final Stock stock;

    Checkout(Products products, Orders orders, Stock stock) {
        this.products = products;
        this.orders = orders;
        this.stock = stock;
    }

    Order place(String customer, List<Line> lines) {
        Order order = order(customer, lines);
        stock.reserve(lines);
        return orders.save(order);
    }

    private Order order(String customer, List<Line> lines) {
        Map<String, Product> bySku = products
                .findBySkuIn(lines.stream().map(Line::sku).toList())
                .stream()
                .collect(Collectors.toMap(Product::sku, Function.identity()));
        Order order = new Order(customer);
        for (Line line : lines) {
            Product product = bySku.get(line.sku());
            if (product == null) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no product " + line.sku());
            }
            order.add(product, line.quantity());
        }
        return order;
    }
}
