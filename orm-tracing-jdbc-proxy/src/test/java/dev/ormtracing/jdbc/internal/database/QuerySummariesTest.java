package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuerySummariesTest {

    @Test
    void emptySummary_isNoAttribute() {
        assertThat(QuerySummaries.admits("")).isFalse();
        assertThat(QuerySummaries.admits("select books")).isTrue();
        assertThat(QuerySummaries.admits("select books")).isTrue();
    }
}
