package dev.ormtracing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.ormtracing.core.internal.name.CurrentSqlTags;
import dev.ormtracing.core.internal.name.SqlTag;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqlTagsTest {

    @AfterEach
    void nothingIsLeftCurrent() {
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void makeCurrent_isForTheScope() {
        try (Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            assertThat(current()).isEqualTo("route='%2Fusers'");
        }

        assertThat(current()).isEmpty();
    }

    @Test
    void innerScope_addsToTheOuterOnes_inTheOrderOfTheKeys() {
        try (Scope outer = SqlTags.of("route", "/users").and("tenant", "a").makeCurrent();
                Scope inner =
                        SqlTags.of("tenant", "b").and("controller", "users").makeCurrent()) {
            assertThat(current()).isEqualTo("controller='users',route='%2Fusers',tenant='b'");
        }
    }

    @Test
    void tags_goWhereTheContextGoes() {
        Context context = SqlTags.of("job", "nightly").storeInContext(Context.root());

        try (Scope scope = context.makeCurrent()) {
            assertThat(current()).isEqualTo("job='nightly'");
        }
    }

    @Test
    void valueWithoutText_isATag() {
        try (Scope scope = SqlTags.of("flag", "").makeCurrent()) {
            assertThat(current()).isEqualTo("flag=''");
        }
    }

    @Test
    void keyWithoutText_andOurOwn_areLeftOut() {
        SqlTags tags = SqlTags.of("", "x").and("orm", "x").and("caller", "x").and("traceparent", "x");

        try (Scope scope = tags.makeCurrent()) {
            assertThat(current()).isEmpty();
        }
    }

    @Test
    void whatIsTooLong_isCutBetweenTwoCharacters() {
        try (Scope scope = SqlTags.of("k".repeat(10_000), "é".repeat(10_000)).makeCurrent()) {
            assertThat(current()).isEqualTo("k".repeat(64) + "='" + "%C3%A9".repeat(42) + "'");
        }
    }

    @Test
    void tagsBeyondSixteen_areLeftOut_butReplaceEqualOnes() {
        SqlTags tags = SqlTags.of("k0", "0");
        for (int i = 1; i < 30; i++) {
            tags = tags.and("k" + i, "" + i);
        }
        tags = tags.and("k0", "again");

        try (Scope scope = tags.makeCurrent();
                Scope more = SqlTags.of("k17", "").makeCurrent()) {
            assertThat(current().split(",")).hasSize(16).contains("k0='again'");
            assertThat(current()).doesNotContain("k17");
        }
    }

    @Test
    void null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> SqlTags.of(null, "x"));
        assertThatNullPointerException().isThrownBy(() -> SqlTags.of("x", null));
    }

    private static String current() {
        return CurrentSqlTags.of(Context.current()).stream().map(SqlTag::text).collect(Collectors.joining(","));
    }
}
