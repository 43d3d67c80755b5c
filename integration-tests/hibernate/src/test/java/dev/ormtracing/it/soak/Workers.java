package dev.ormtracing.it.soak;

import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Threads that do the same again and again, until all are halted between two turns. */
final class Workers implements AutoCloseable {

    /** One turn of a thread. */
    interface Turn {

        void take(boolean virtual) throws Exception;
    }

    private static final int MAX_FAILURES = 20;

    /** Thousands that all want one of ten connections at every moment would only wait. */
    private static final int MAX_THINKING_MILLIS = 4_000;

    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService platform;
    private final ExecutorService virtual;
    private volatile boolean stopped;

    /** Halted until the first {@link #resume()}, which must be called by the same thread. */
    Workers(int platformThreads, int virtualThreads, Turn turn) {
        gate.writeLock().lock();
        platform = Executors.newCachedThreadPool();
        virtual = virtualThreads == 0 ? platform : virtualThreads();
        for (int i = 0; i < platformThreads; i++) {
            platform.execute(() -> turns(turn, false));
        }
        for (int i = 0; i < virtualThreads; i++) {
            virtual.execute(() -> turns(turn, true));
        }
    }

    /** Compiled for a JDK that has none. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    void resume() {
        gate.writeLock().unlock();
    }

    /** Returns when no turn is being taken. */
    void halt() {
        gate.writeLock().lock();
    }

    /** What has gone wrong so far, no more than a few. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private void turns(Turn turn, boolean isVirtual) {
        while (!stopped) {
            gate.readLock().lock();
            try {
                turn.take(isVirtual);
                if (Context.current() != Context.root()) {
                    failed("a context was left on the thread: " + Context.current());
                }
            } catch (Throwable e) {
                failed(e.toString());
            } finally {
                gate.readLock().unlock();
            }
            if (isVirtual) {
                think();
            }
        }
    }

    private static void think() {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(MAX_THINKING_MILLIS)));
    }

    private void failed(String failure) {
        if (failures.size() < MAX_FAILURES) {
            failures.add(failure);
        }
    }

    @Override
    public void close() {
        stopped = true;
        gate.writeLock().unlock();
        platform.shutdown();
        virtual.shutdown();
    }
}
