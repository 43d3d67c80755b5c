package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Clinic;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.internal.check.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.support.TransactionTemplate;

/** What the checks say of all that the clinic does. */
@ClinicTest
class FalseAlarmsIT {

    @LocalServerPort
    private int port;

    @Autowired
    private Owners owners;

    @Autowired
    private Clinic clinic;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Recorded recorded;

    private long ada;

    @BeforeEach
    void owners() {
        ada = owners.save(new Owner("Ada", "Ghent").with("Rex")).getId();
        for (int i = 0; i < 8; i++) {
            owners.save(new Owner("Owner " + i, "Bruges").with("Tom").with("Kim"));
        }
        recorded.reset();
    }

    private Map<String, Runnable> uses() {
        Map<String, Runnable> uses = new LinkedHashMap<>();
        Client client = new Client(port);
        uses.put("post owner", () -> client.post("/owners?name=Bob&city=Ghent&pet=Tim"));
        uses.put("get owners", () -> client.get("/owners?city=Ghent"));
        uses.put("get owner, whose pets are loaded in the view", () -> client.get("/owners/" + ada));
        uses.put("get checkup", () -> client.get("/owners/" + ada + "/checkup"));
        uses.put("get reminder", () -> client.get("/owners/" + ada + "/reminder"));
        uses.put("register", () -> clinic.register(new Owner("Eve", "Ghent")));
        uses.put("rename", () -> clinic.rename(ada, "Augusta"));
        uses.put("number of pets", () -> clinic.numberOfPets(ada));
        uses.put("register with audit", () -> clinic.registerWithAudit(new Owner("Ann", "Ghent")));
        uses.put("register and count", () -> clinic.registerAndCountByJdbc(new Owner("Max", "Ghent")));
        uses.put("save all", () -> owners.saveAll(List.of(new Owner("a", "Ypres"), new Owner("b", "Ypres"))));
        uses.put("find all", () -> owners.findAll());
        uses.put("find all sorted", () -> owners.findAll(Sort.by("name")));
        uses.put("find all by id", () -> owners.findAllById(List.of(ada, ada + 1, ada + 2)));
        uses.put("find by city", () -> owners.findByCityOrderByName("Bruges"));
        uses.put("page", () -> owners.findPageByCity("Bruges", PageRequest.of(1, 3, Sort.by("id"))));
        uses.put("page without an order", () -> owners.findPageByCity("Bruges", PageRequest.of(1, 3)));
        uses.put("exists", () -> owners.existsByName("Ada"));
        uses.put("exists by id", () -> owners.existsById(ada));
        uses.put("with pets", () -> owners.findWithPetsByName("Ada"));
        uses.put(
                "stream",
                () -> transactions.executeWithoutResult(status -> {
                    try (var all = owners.streamByCity("Bruges")) {
                        all.forEach(Owner::getName);
                    }
                }));
        uses.put("starting with", () -> owners.startingWith("A"));
        uses.put("count", () -> owners.count());
        uses.put("count in city", () -> owners.countInCity("Bruges"));
        uses.put("move", () -> owners.move("Ghent", "Bruges"));
        uses.put(
                "pets of all",
                () -> transactions.executeWithoutResult(status ->
                        owners.findAll().forEach(owner -> owner.getPets().size())));
        uses.put("delete by city", () -> owners.deleteByCity("Ypres"));
        uses.put("delete by id", () -> owners.deleteById(ada));
        return uses;
    }

    @Test
    void checks_findOnlyWhatIsWrong(TestInfo test) {
        List<String> findings = new ArrayList<>();
        Map<String, Runnable> uses = uses();
        uses.forEach((name, use) -> {
            use.run();
            Pattern.compile("\n\\[([\\w-]+)] ")
                    .matcher(checked(test))
                    .results()
                    .forEach(finding -> findings.add(name + ": " + finding.group(1)));
            recorded.reset();
        });

        List<String> mistakes = List.of(
                "get owner, whose pets are loaded in the view: lazy-load-outside-transaction",
                "page without an order: pagination-without-order",
                "pets of all: n-plus-one");
        assertThat(percentOfFalseAlarms(uses.size(), findings, mistakes)).isLessThanOrEqualTo(2);
        assertThat(findings).containsExactlyElementsOf(mistakes);
    }

    private static double percentOfFalseAlarms(int uses, List<String> findings, List<String> mistakes) {
        long falseAlarms =
                findings.stream().filter(finding -> !mistakes.contains(finding)).count();
        double percent = 100.0 * falseAlarms / uses;
        System.out.printf("False alarms of the checks in %d uses of the clinic: %.1f %%%n", uses, percent);
        return percent;
    }

    private String checked(TestInfo test) {
        try {
            new Checks()
                    .finished(new FinishedTest(
                            FalseAlarmsIT.class,
                            test.getTestMethod().orElseThrow(),
                            "",
                            recorded.traces().trees(),
                            recorded,
                            new AllFail()));
            return "";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    /** Notes too; but how long a connection is idle depends on the machine. */
    private record AllFail() implements FinishedTest.Run {

        @Override
        public @Nullable String parameter(String name) {
            return switch (name) {
                case "orm.tracing.testing.checks" -> "fail";
                case "orm.tracing.testing.check.idle-connection" -> "off";
                default -> null;
            };
        }

        @Override
        public <T extends AutoCloseable> T get(Class<T> type, Supplier<T> creator) {
            return creator.get();
        }
    }
}
