package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

    private static final int BOUND = 1_000;

    private final BoundedCache<String, Integer> cache = new BoundedCache<>(BOUND);

    @Test
    void aMillionTexts_keepNoMoreThanTheBound() {
        IntStream.range(0, 1_000_000).forEach(i -> cache.put("select " + i, i));

        assertThat(cache.size()).isLessThanOrEqualTo(BOUND);
        assertThat(cache.get("select 999999")).isEqualTo(999_999);
        assertThat(cache.get("select 0")).isNull();
    }

    @Test
    void textThatIsUsed_staysWhateverComes() {
        cache.put("select", 0);

        assertThat(IntStream.range(1, 100_000).allMatch(i -> {
                    cache.put("select " + i, i);
                    return cache.get("select") != null;
                }))
                .isTrue();
    }
}
