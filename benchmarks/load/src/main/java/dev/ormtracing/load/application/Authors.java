package dev.ormtracing.load.application;

import org.springframework.data.jpa.repository.JpaRepository;

interface Authors extends JpaRepository<Author, Long> {}
