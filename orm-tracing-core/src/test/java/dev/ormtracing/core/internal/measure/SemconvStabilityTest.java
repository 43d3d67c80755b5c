package dev.ormtracing.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemconvStabilityTest {

    @ParameterizedTest
    @ValueSource(strings = {"database", "http,database", " messaging , database "})
    void database_dropsTheOldKeys(String optIn) {
        assertThat(SemconvStability.emitOldDatabase(optIn)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "database/dup", "database,database/dup", "databases"})
    void anythingElse_keepsThem(String optIn) {
        assertThat(SemconvStability.emitOldDatabase(optIn)).isTrue();
    }

    @Test
    void nothing_keepsThem() {
        assertThat(SemconvStability.emitOldDatabase(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"database/dup", "database,database/dup", "http, database/dup"})
    void dup_writesAllOldKeys(String optIn) {
        assertThat(SemconvStability.oldKeys(true, optIn)).isEqualTo(OldDatabaseKeys.ALL);
        assertThat(SemconvStability.oldKeys(false, optIn)).isEqualTo(OldDatabaseKeys.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "http/dup"})
    void withoutDup_onlyTheSystemIsWritten(String optIn) {
        assertThat(SemconvStability.oldKeys(true, optIn)).isEqualTo(OldDatabaseKeys.SYSTEM);
        assertThat(SemconvStability.oldKeys(true, null)).isEqualTo(OldDatabaseKeys.SYSTEM);
    }
}
