package dev.ormtracing.core.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogLimitTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LogLimit limit = new LogLimit();

    @Test
    void key_passesOnceAMinute() {
        assertThat(limit.allows("User.posts", 0)).isTrue();
        assertThat(limit.allows("User.posts", MINUTE - 1)).isFalse();
        assertThat(limit.allows("User.find", MINUTE - 1)).isTrue();
        assertThat(limit.allows("User.posts", MINUTE)).isTrue();
    }

    @Test
    void tooManyKeys_doNotPassUntilOthersAreOld() {
        for (int i = 0; i < 256; i++) {
            assertThat(limit.allows("key " + i, 0)).isTrue();
        }

        assertThat(limit.allows("one more", 1)).isFalse();
        assertThat(limit.allows("one more", MINUTE)).isTrue();
    }

    @Test
    void minute_isThatOfTheClock() {
        assertThat(limit.allows("User.posts")).isTrue();
        assertThat(limit.allows("User.posts")).isFalse();
        assertThat(limit.allows("User.find", 100 * MINUTE)).isTrue();
        assertThat(limit.allows("User.find", 100 * MINUTE + 1)).isFalse();
    }

    @Test
    void keysThatAreNotOld_makeNoRoom() {
        for (int i = 0; i < 256; i++) {
            limit.allows("key " + i, 100 * MINUTE);
        }

        assertThat(limit.allows("one more", 100 * MINUTE)).isFalse();
    }
}
