package dev.ormtracing.examples.shop;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface Products extends JpaRepository<Product, Long> {

    List<Product> findBySkuIn(Collection<String> skus);
}
