package dev.ormtracing.examples.stock;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Its settings are in {@code stock.properties}, since two services share this class path. */
@SpringBootApplication
public class StockApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(StockApplication.class)
                .properties("spring.config.name=stock")
                .run(arguments);
    }
}
