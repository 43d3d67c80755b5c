package dev.ormtracing.load.application;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Loans extends JpaRepository<Loan, UUID> {}
