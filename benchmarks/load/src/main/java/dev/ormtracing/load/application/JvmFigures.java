package dev.ormtracing.load.application;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** What this JVM has spent until now. */
final class JvmFigures {

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /**
     * CPU time of the process and of Java's threads, in nanoseconds, and the bytes that those threads have allocated. The
     * compiler and the collector are in the first figure alone. None of the threads that answer requests ends before the
     * application does.
     */
    String now() {
        long[] ids = threads.getAllThreadIds();
        return process.getProcessCpuTime() + " " + sum(threads.getThreadCpuTime(ids)) + " "
                + sum(threads.getThreadAllocatedBytes(ids));
    }

    /** A thread that has ended has -1. */
    private static long sum(long[] values) {
        return LongStream.of(values).filter(value -> value > 0).sum();
    }

    /** The bytes that are left after a collection. */
    long liveHeap() {
        // The second one finds what the first has only queued: references and their targets.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
