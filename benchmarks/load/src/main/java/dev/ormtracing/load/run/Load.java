package dev.ormtracing.load.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Sends the mix to an application. */
final class Load implements AutoCloseable {

    private final int closedClients;

    /** All wait in the open form. */
    private final int openClients;

    private final ExecutorService clients;
    private final AtomicLong number = new AtomicLong();

    /** @param closedClients fewer than two a core would leave one idle when the database answers another */
    Load(int closedClients) {
        this.closedClients = closedClients;
        this.openClients = 4 * closedClients;
        this.clients = Executors.newFixedThreadPool(openClients);
    }

    /** As many as the application can answer: a client sends its next request when it has the last one's answer. */
    long closed(Application application, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        AtomicLong answered = new AtomicLong();
        run(closedClients, () -> {
            while (System.nanoTime() < end) {
                send(application);
                answered.incrementAndGet();
            }
            return null;
        });
        return answered.get();
    }

    /**
     * So many a second, whether or not the application keeps up. A response time begins when the request was due: one that
     * had to wait for another is as slow as it was for whoever sent it.
     *
     * @return nanoseconds
     */
    Histogram open(Application application, Duration duration, double perSecond) {
        long start = System.nanoTime();
        long requests = Math.round(perSecond * duration.toNanos() / 1e9);
        AtomicLong next = new AtomicLong();
        Histogram all = new Histogram(3);
        run(openClients, () -> {
            Histogram times = new Histogram(3);
            for (long i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                long due = start + Math.round(i * 1e9 / perSecond);
                awaitNanoTime(due);
                send(application);
                times.recordValue(Math.max(0, System.nanoTime() - due));
            }
            synchronized (all) {
                all.add(times);
            }
            return null;
        });
        return all;
    }

    /** So many of one kind, one after the other. */
    void send(Application application, Request request, int times) {
        for (int i = 0; i < times; i++) {
            application.send(request, number.getAndIncrement());
        }
    }

    private void send(Application application) {
        long sent = number.getAndIncrement();
        application.send(Request.of(sent), sent);
    }

    private static void awaitNanoTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void run(int threads, Callable<Void> client) {
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(clients.submit(client));
        }
        for (Future<Void> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
