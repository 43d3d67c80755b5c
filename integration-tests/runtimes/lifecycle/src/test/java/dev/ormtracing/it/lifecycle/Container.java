package dev.ormtracing.it.lifecycle;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A container in a JVM of its own that starts and stops the same application again and again, on a thread that stays.
 * The container's class path is what all applications share; each has a class loader of its own for the rest.
 */
final class Container {

    /** What is left after that stays. Much longer than it takes: a collection, and threads that end. */
    private static final long SECONDS_TO_GO = 120;

    private static final ClassLoader SHARED = new SharedClasses();

    private final URL[] classPath;
    private final String program;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Container::daemon);

    private Container(URL[] classPath, String program) {
        this.classPath = classPath;
        this.program = program;
    }

    /**
     * Prints three numbers: the spans that were made, the class loaders that are left, and how many threads more than
     * there were.
     *
     * @param arguments how often, the application's class path, {@code own} if it brings an SDK, {@code shared} for the
     *     container's, {@code none}; how many class loaders may be left, and how many threads, for which it does not wait
     */
    public static void main(String[] arguments) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : arguments[1].split(File.pathSeparator)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        boolean own = arguments[2].equals("own");
        Container container = new Container(
                classPath.toArray(URL[]::new), Container.class.getPackageName() + (own ? ".OwnSdk" : ".Shop"));
        int times = Integer.parseInt(arguments[0]);
        int loaders = Integer.parseInt(arguments[3]);
        int threads = Integer.parseInt(arguments[4]);
        if (arguments[2].equals("shared")) {
            try (OwnSdk sdk = new OwnSdk()) {
                container.redeploy(times, sdk::finished, loaders, threads);
            }
        } else {
            container.redeploy(times, () -> 0, loaders, threads);
        }
    }

    /** Counts the spans that the container's own SDK has seen. */
    private interface Spans {
        int finished();
    }

    private void redeploy(int times, Spans shared, int loadersLeft, int threadsLeft) throws Exception {
        thread.submit(() -> 0).get();
        int threads = threads();
        int spans = 0;
        List<WeakReference<ClassLoader>> deployments = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            spans += thread.submit(() -> deploy(deployments)).get();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_GO);
        while (System.nanoTime() < end
                && (left(deployments) > loadersLeft || threads() > threads + threadsLeft + left(deployments))) {
            System.gc();
        }
        System.out.println(
                (spans + shared.finished()) + " " + left(deployments) + " " + Math.max(0, threads() - threads));
        thread.shutdown();
    }

    private int deploy(List<WeakReference<ClassLoader>> deployments) throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPath, SHARED)) {
            deployments.add(new WeakReference<>(loader));
            current.setContextClassLoader(loader);
            Method run = Class.forName(program, true, loader).getDeclaredMethod("run");
            run.setAccessible(true);
            return run.invoke(null) instanceof Integer spans ? spans : 0;
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private static long left(List<WeakReference<ClassLoader>> deployments) {
        return deployments.stream().filter(each -> !each.refersTo(null)).count();
    }

    private static int threads() {
        return Thread.getAllStackTraces().size();
    }

    /** The container's classes, but for the application, which is on its class path too. */
    private static final class SharedClasses extends ClassLoader {

        SharedClasses() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(Container.class.getPackageName())) {
                throw new ClassNotFoundException(name);
            }
            return Container.class.getClassLoader().loadClass(name);
        }
    }
}
