package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WeakIdentityMapTest {

    private final WeakIdentityMap<Object, String> map = new WeakIdentityMap<>();

    @Test
    void get_findsWhatWasPutForTheVeryObject() {
        Object key = List.of(1);
        Object equal = List.of(1);
        map.put(key, "known");

        assertThat(map.get(key)).isEqualTo("known");
        assertThat(map.get(equal)).isNull();
    }

    @Test
    void put_replacesWhatWasKnown() {
        Object key = new Object();
        map.put(key, "before");
        map.put(key, "after");

        assertThat(map.get(key)).isEqualTo("after");
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void get_doesNotAskTheObject() {
        Object key = new Object() {
            @Override
            public boolean equals(Object other) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int hashCode() {
                throw new UnsupportedOperationException();
            }
        };
        map.put(key, "known");

        assertThat(map.get(key)).isEqualTo("known");
    }

    @Test
    @Timeout(300)
    void put_forgetsObjectsThatNobodyHolds() {
        Object held = new Object();
        for (int i = 0; i < 100; i++) {
            map.put(new Object(), "dropped");
        }

        do {
            System.gc();
            map.put(held, "held");
        } while (map.size() > 1);

        assertThat(map.get(held)).isEqualTo("held");
    }
}
