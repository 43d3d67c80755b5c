package dev.ormtracing.examples.shop;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.server.ResponseStatusException;

/** The other service. Spring Boot's builder makes a client that passes the trace on. */
@Component
class Stock {

    private final RestClient http;

    Stock(RestClient.Builder http, @Value("${shop.stock-url}") String url) {
        this.http = http.baseUrl(url).build();
    }

    /** Takes all of them, or none. */
    void reserve(List<Line> lines) {
        try {
            http.post().uri("/reservations").body(lines).retrieve().toBodilessEntity();
        } catch (HttpClientErrorException.Conflict outOfStock) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "out of stock", outOfStock);
        }
    }
}
