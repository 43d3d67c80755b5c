package dev.ormtracing.examples.shop;

import static java.util.stream.Collectors.joining;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The orders for a browser. The badge in its corner says what the page has asked the database for. */
@RestController
class FrontPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <title>Shop</title>
            <h1>Orders</h1>
            <ul>
            %s
            </ul>
            <p>Made with one query too many for each order: see the badge in the corner, or
            <a href="/orm-traces">all traces of the shop</a>.</p>
            <script src="/orm-traces/badge.js" defer></script>
            </html>
            """;

    private final History history;

    FrontPage(History history) {
        this.history = history;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> orders() {
        String orders = history.receipts().stream().map(FrontPage::line).collect(joining("\n"));
        return ResponseEntity.ok()
                .header("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'")
                .body(PAGE.formatted(orders));
    }

    private static String line(Receipt receipt) {
        return "<li>%s: %s".formatted(HtmlUtils.htmlEscape(receipt.customer()), receipt.total());
    }
}
