package dev.ormtracing.jdbc.internal.source;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the driver gets in place of an application's listener: the same object for the same listener, so that a driver that
 * compares by identity removes what was added. Held weakly, for the driver holds it while it is registered.
 */
final class ListenerAdapters<L> {

    private record Known<L>(WeakReference<L> listener, WeakReference<L> adapter) {}

    private final List<Known<L>> known = new ArrayList<>(1);

    synchronized L of(L listener, UnaryOperator<L> adapting) {
        for (Iterator<Known<L>> all = known.iterator(); all.hasNext(); ) {
            Known<L> candidate = all.next();
            L adapter = candidate.adapter().get();
            if (adapter == null) {
                all.remove();
            } else if (candidate.listener().refersTo(listener)) {
                return adapter;
            }
        }
        L adapter = adapting.apply(listener);
        known.add(new Known<>(new WeakReference<>(listener), new WeakReference<>(adapter)));
        return adapter;
    }
}
