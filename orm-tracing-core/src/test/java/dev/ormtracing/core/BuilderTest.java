package dev.ormtracing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.internal.base.Guard;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuilderTest {

    private final OrmTracing.Builder builder = OrmTracing.builder();

    @Test
    void setters_canBeChained() {
        List<String> others = Arrays.stream(OrmTracing.Builder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> method.getReturnType() != OrmTracing.Builder.class)
                .map(Method::getName)
                .toList();

        assertThat(others).containsExactly("build");
        assertThat(builder.recordQueryParameters(true)).isSameAs(builder);
        assertThat(builder.queryParameterMaxLength(1)).isSameAs(builder);
        assertThat(builder.queryParameterRedactor(QueryParameter::value)).isSameAs(builder);
        assertThat(builder.recordReturnedRows(true)).isSameAs(builder);
        assertThat(builder.emitOldDatabaseSemconv(true)).isSameAs(builder);
    }

    @Test
    void parametersOfNoLength_areRefused() {
        assertThatThrownBy(() -> builder.queryParameterMaxLength(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("queryParameterMaxLength must be positive, not 0");
    }

    @Test
    void lookUpThatThrows_isCountedAndLeavesTheSettings() {
        long before = Guard.failures();
        builder.settings(name -> name, name -> {
            throw new IllegalStateException(name);
        });

        assertThat(Guard.failures()).isEqualTo(before + Setting.ALL.size());
        assertThat(builder.build().statements().parameterMaxLength()).isEqualTo(256);
    }

    @Test
    void list_hasNoEmptyEntries() {
        assertThat(SettingText.list(" password, ,email,")).containsExactly("password", "email");
    }
}
