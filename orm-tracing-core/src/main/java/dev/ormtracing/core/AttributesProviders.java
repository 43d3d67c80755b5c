package dev.ormtracing.core;

import dev.ormtracing.core.internal.base.Guard;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The providers that are announced as services. */
final class AttributesProviders {

    private AttributesProviders() {}

    /** One that cannot be created is reported, and the others stay. Those of this class loader: who is kept, keeps his. */
    static List<AttributesProvider> found() {
        List<AttributesProvider> found = new ArrayList<>();
        try {
            Iterator<AttributesProvider> services = ServiceLoader.load(
                            AttributesProvider.class, AttributesProviders.class.getClassLoader())
                    .iterator();
            while (services.hasNext()) {
                add(services, found);
            }
        } catch (ServiceConfigurationError | RuntimeException e) {
            Guard.report(e);
        }
        return found;
    }

    private static void add(Iterator<AttributesProvider> services, List<AttributesProvider> found) {
        try {
            found.add(services.next());
        } catch (ServiceConfigurationError | RuntimeException e) {
            Guard.report(e);
        }
    }
}
