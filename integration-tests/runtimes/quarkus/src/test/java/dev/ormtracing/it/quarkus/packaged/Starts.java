package dev.ormtracing.it.quarkus.packaged;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The class loader of each start of an application in development mode, which the test sees through a class of its own. */
@Singleton
public class Starts {

    static final Queue<WeakReference<ClassLoader>> LOADERS = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("unchecked")
    void started(@Observes StartupEvent start) throws ReflectiveOperationException {
        Class<?> ofTheTest = Class.forName(Starts.class.getName(), true, ClassLoader.getSystemClassLoader());
        var loaders = ofTheTest.getDeclaredField("LOADERS");
        loaders.setAccessible(true);
        ((Collection<WeakReference<ClassLoader>>) loaders.get(null))
                .add(new WeakReference<>(getClass().getClassLoader()));
    }
}
