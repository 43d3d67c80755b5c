package dev.ormtracing.examples;

import dev.ormtracing.examples.shop.ShopApplication;
import dev.ormtracing.examples.stock.StockApplication;
import dev.ormtracing.testing.TreePrintingSpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Both services in one process, as they are, and their traces on the console. */
final class Demo {

    private Demo() {}

    public static void main(String[] arguments) {
        SpanProcessor console = BatchSpanProcessor.builder(TreePrintingSpanExporter.create())
                .setScheduleDelay(Duration.ofSeconds(1))
                .build();
        start(StockApplication.class, "stock", console);
        start(ShopApplication.class, "shop", console);
    }

    private static void start(Class<?> application, String name, SpanProcessor console) {
        ApplicationContextInitializer<GenericApplicationContext> printing =
                context -> context.registerBean("console", SpanProcessor.class, () -> console);
        new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name)
                .initializers(printing)
                .run();
    }
}
