package dev.ormtracing.it.clinic;

import io.micrometer.observation.annotation.Observed;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Transactions as services have them. */
@Service
public class Clinic {

    private final Owners owners;
    private final AuditLog audit;
    private final JdbcTemplate jdbc;

    Clinic(Owners owners, AuditLog audit, JdbcTemplate jdbc) {
        this.owners = owners;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    @Transactional
    public Owner register(Owner owner) {
        return owners.save(owner);
    }

    @Transactional
    public void rename(long id, String name) {
        owners.findById(id).orElseThrow().setName(name);
    }

    @Transactional(readOnly = true)
    public int numberOfPets(long id) {
        return owners.findById(id).orElseThrow().getPets().size();
    }

    @Transactional
    public void registerWithAudit(Owner owner) {
        owners.save(owner);
        audit.write("audit of " + owner.getName());
    }

    @Transactional
    public void registerAndFail(Owner owner) {
        owners.saveAndFlush(owner);
        throw new IllegalStateException("the clinic is full");
    }

    @Transactional
    public int registerAndCountByJdbc(Owner owner) {
        owners.saveAndFlush(owner);
        Integer count =
                jdbc.queryForObject("select count(*) from owners where city = ?", Integer.class, owner.getCity());
        return count == null ? 0 : count;
    }

    @Observed(name = "clinic.checkup", contextualName = "checkup")
    public String observedCityOf(long id) {
        return owners.findById(id).orElseThrow().getCity();
    }

    @WithSpan("visit")
    public String annotatedCityOf(long id) {
        return owners.findById(id).orElseThrow().getCity();
    }
}
