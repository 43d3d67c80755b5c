package dev.ormtracing.it.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Asks its sequence for each id. */
@Entity
@Table(name = "tickets")
public class Ticket implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tickets")
    @SequenceGenerator(name = "tickets", sequenceName = "tickets_seq", allocationSize = 1)
    private @Nullable Long id;

    public @Nullable Long getId() {
        return id;
    }
}
