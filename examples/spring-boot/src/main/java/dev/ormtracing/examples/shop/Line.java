package dev.ormtracing.examples.shop;

/** So many of a product, as ordered and as asked of the stock. */
record Line(String sku, int quantity) {}
