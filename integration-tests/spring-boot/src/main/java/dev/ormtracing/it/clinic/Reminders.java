package dev.ormtracing.it.clinic;

import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/** Work on other threads. */
@Service
public class Reminders {

    private final Owners owners;

    Reminders(Owners owners) {
        this.owners = owners;
    }

    @Async
    public CompletableFuture<String> cityOf(long id) {
        return CompletableFuture.completedFuture(
                owners.findById(id).orElseThrow().getCity());
    }
}
