package dev.ormtracing.it.clinic;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/owners")
class OwnerController {

    private final Owners owners;
    private final Clinic clinic;
    private final Reminders reminders;

    OwnerController(Owners owners, Clinic clinic, Reminders reminders) {
        this.owners = owners;
        this.clinic = clinic;
        this.reminders = reminders;
    }

    @PostMapping
    long register(@RequestParam String name, @RequestParam String city, @RequestParam String pet) {
        Long id = clinic.register(new Owner(name, city).with(pet)).getId();
        return id == null ? 0 : id;
    }

    @GetMapping
    List<String> names(@RequestParam String city) {
        return owners.findNamesByCity(city).stream().map(OwnerName::getName).toList();
    }

    /** The pets are loaded when the answer is written, after the transaction: only an open session in view can do that. */
    @GetMapping("/{id}")
    Owner owner(@PathVariable long id) {
        return owners.findById(id).orElseThrow();
    }

    @GetMapping("/{id}/checkup")
    String checkup(@PathVariable long id) {
        return clinic.observedCityOf(id);
    }

    @GetMapping("/{id}/visit")
    String visit(@PathVariable long id) {
        return clinic.annotatedCityOf(id);
    }

    @GetMapping("/{id}/reminder")
    String reminder(@PathVariable long id) {
        return reminders.cityOf(id).join();
    }
}
