package dev.ormtracing.it.clinic;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Written in a transaction of its own, so that it stays when the caller's is rolled back. */
@Service
public class AuditLog {

    private final Owners owners;
    private final JdbcTemplate jdbc;

    AuditLog(Owners owners, JdbcTemplate jdbc) {
        this.owners = owners;
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void write(String text) {
        owners.save(new Owner(text, "audit"));
    }

    @Transactional(propagation = Propagation.NESTED)
    public void writeNested(String text) {
        jdbc.update("insert into owners (id, name, city) values (-1, ?, 'audit')", text);
    }
}
