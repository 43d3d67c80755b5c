package dev.ormtracing.examples.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Its settings are in {@code shop.properties}, since two services share this class path. */
@SpringBootApplication
public class ShopApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(ShopApplication.class)
                .properties("spring.config.name=shop")
                .run(arguments);
    }
}
