package dev.ormtracing.core.internal.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationNamesTest {

    private static final int MILLION = 1_000_000;
    private static final int BOUND = 10_000;

    private final OperationNames names = new OperationNames();

    @Test
    void aMillionRoles_keepNoMoreThanTheBound() {
        IntStream.range(0, MILLION).forEach(i -> names.of(Call.INITIALIZE, "User", "User.role" + i));

        assertThat(names.size()).isEqualTo(BOUND);
        assertThat(names.of(Call.INITIALIZE, "User", "User.role999999").full).isEqualTo("User.role999999");
    }

    @Test
    void aMillionEntities_keepNoMoreThanTheBound() {
        IntStream.range(0, MILLION).forEach(i -> names.of(Call.FIND, "Entity" + i, null));

        assertThat(names.size()).isEqualTo(BOUND);
        assertThat(names.of(Call.FIND, "Entity999999", null).full).isEqualTo("Entity999999.find");
    }

    @Test
    void nameThatIsKept_isMadeOnce() {
        assertThat(names.of(Call.FIND, "User", null)).isSameAs(names.of(Call.FIND, "User", null));
    }
}
