package dev.ormtracing.hibernate.internal.event;

import java.util.function.BiPredicate;
import org.hibernate.event.service.spi.DuplicationStrategy;

/** What happens when a listener is added to a group that has a traced one. */
final class ListenerRule implements DuplicationStrategy {

    private final BiPredicate<Object, Object> match;
    private final Action action;

    private ListenerRule(BiPredicate<Object, Object> match, Action action) {
        this.match = match;
        this.action = action;
    }

    static ListenerRule replacing(Object original, Object traced) {
        return new ListenerRule((added, present) -> added == traced && present == original, Action.REPLACE_ORIGINAL);
    }

    /** Hibernate refuses a second listener of the same class. It compares with the class of the traced one. */
    static ListenerRule refusingWhatIsLike(Object original, Object traced) {
        return new ListenerRule(
                (added, present) -> present == traced && added.getClass() == original.getClass(), Action.ERROR);
    }

    @Override
    public boolean areMatch(Object listener, Object original) {
        return match.test(listener, original);
    }

    @Override
    public Action getAction() {
        return action;
    }
}
