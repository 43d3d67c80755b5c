package dev.ormtracing.examples.quickstart;

import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Metrics that Prometheus fetches from this machine. */
record ScrapedMetrics(MetricReader reader) {

    /** None for port 0. */
    static Optional<ScrapedMetrics> ofPort(int port) {
        return port == 0
                ? Optional.empty()
                : Optional.of(new ScrapedMetrics(PrometheusHttpServer.builder()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .build()));
    }

    /** Until whoever has started the program ends its standard input. */
    void awaitScrape() {
        System.out.println("== Waiting to be scraped");
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
