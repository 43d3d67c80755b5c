package dev.ormtracing.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariantTest {

    private static final String OUR_JAR = "orm-tracing-core-0.1.0.jar";
    private static final String PEERS_JAR = "opentelemetry-jdbc-2.31.1-alpha.jar";

    @Test
    void library_hasItsOwnJarsAndThoseOfAll() {
        assertThat(Library.OURS.needs(OUR_JAR)).isTrue();
        assertThat(Library.OURS.needs(PEERS_JAR)).isFalse();
        assertThat(Library.OPENTELEMETRY_JDBC.needs(PEERS_JAR)).isTrue();
        assertThat(Library.NONE.needs(OUR_JAR)).isFalse();
        assertThat(Library.values()).allMatch(library -> library.needs("hibernate-core-7.4.13.Final.jar"));
        assertThat(Library.values()).noneMatch(library -> library.needs("orm-tracing-test-servers-0.1.0.jar"));
    }

    @Test
    void baseline_differsInTheLibraryAlone() {
        assertThat(Variant.OURS_COMPACT.baseline()).isEqualTo(Variant.NONE);
        assertThat(Variant.OPENTELEMETRY_JDBC_10_PERCENT.baseline()).isEqualTo(Variant.NONE_10_PERCENT);
        assertThat(Variant.OURS_NO_SDK.baseline()).isEqualTo(Variant.NONE_NO_SDK);
        assertThat(Variant.OURS_PAGE_OPEN.baseline()).isEqualTo(Variant.OURS);
    }

    @Test
    void commandLine_saysWhatIsMeasured() {
        Launch launch = new Launch(Path.of("target"), "jdbc:postgresql://127.0.0.1/x", new Scenario(1, true, 8));

        assertThat(launch.command(Variant.OURS_COMPACT))
                .contains(
                        "--orm.tracing.detail=compact",
                        "--load.sampled=1.0",
                        "--spring.datasource.hikari.maximum-pool-size=1",
                        "--load.metrics=true")
                .noneMatch(argument -> argument.startsWith("-javaagent"));
        assertThat(launch.command(Variant.OPENTELEMETRY_JAVAAGENT))
                .contains("-Dotel.traces.sampler.arg=1.0")
                .noneMatch(argument -> argument.startsWith("--load.sampled"));
        assertThat(launch.command(Variant.OURS_NO_SDK)).noneMatch(argument -> argument.startsWith("--load.sampled"));
    }

    @Test
    void names_areThoseOfTheCommandLine() {
        assertThat(Set.of(Variant.values()))
                .allMatch(variant -> Variant.named(variant.name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'))
                        == variant);
    }
}
