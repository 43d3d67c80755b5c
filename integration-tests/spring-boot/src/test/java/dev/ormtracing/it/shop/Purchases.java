package dev.ormtracing.it.shop;

import org.springframework.data.jpa.repository.JpaRepository;

interface Purchases extends JpaRepository<Purchase, Long> {

    long countByCustomerId(Long id);
}
