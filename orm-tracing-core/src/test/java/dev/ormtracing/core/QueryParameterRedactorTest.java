package dev.ormtracing.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryParameterRedactorTest {

    private final QueryParameterRedactor redactor = QueryParameterRedactor.hidingColumns("Password", "email");

    @Test
    void hiddenColumn_isLeftOut_inWhateverCase() {
        assertThat(redactor.redact(parameter("PASSWORD"))).isNull();
        assertThat(redactor.redact(parameter("email"))).isNull();
    }

    @Test
    void otherColumn_isWritten() {
        assertThat(redactor.redact(parameter("name"))).isEqualTo("ada");
    }

    @Test
    void unknownColumn_isLeftOut() {
        assertThat(redactor.redact(parameter(null))).isNull();
    }

    private static QueryParameter parameter(String column) {
        return new QueryParameter("users", column, "0", "ada");
    }
}
