package dev.ormtracing.it.shop;

import org.springframework.data.jpa.repository.JpaRepository;

interface Countries extends JpaRepository<Country, String> {}
