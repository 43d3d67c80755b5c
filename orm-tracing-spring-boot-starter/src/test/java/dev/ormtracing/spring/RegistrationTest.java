package dev.ormtracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** Where Spring Boot looks for the auto-configuration. */
class RegistrationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.boot.autoconfigure.AutoConfiguration",
                "org.springframework.boot.test.autoconfigure.orm.jpa.AutoConfigureDataJpa",
                "org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureJdbc",
                "org.springframework.boot.test.autoconfigure.data.jdbc.AutoConfigureDataJdbc",
                "org.springframework.boot.test.autoconfigure.jooq.AutoConfigureJooq",
                "org.springframework.boot.data.jpa.test.autoconfigure.AutoConfigureDataJpa",
                "org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc",
                "org.springframework.boot.data.jdbc.test.autoconfigure.AutoConfigureDataJdbc",
                "org.springframework.boot.jooq.test.autoconfigure.AutoConfigureJooq",
            })
    void autoConfiguration_isRegisteredForTheApplicationAndForSlices_ofBothLines(String annotation) throws IOException {
        String imports = "/META-INF/spring/" + annotation + ".imports";
        boolean found = OrmTracingAutoConfiguration.class
                .getClassLoader()
                .resources(imports.substring(1))
                .map(url -> {
                    try (InputStream in = url.openStream()) {
                        return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .anyMatch(OrmTracingAutoConfiguration.class.getName()::equals);

        assertThat(found).as(imports).isTrue();
    }

    @Test
    void beans_canBeDefinedAheadOfTime() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(OrmTracingAutoConfiguration.class);
            InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
            DefaultGenerationContext generation =
                    new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("test", "Application")), files);

            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();

            assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                    .anyMatch(file -> file.endsWith("OrmTracingAutoConfiguration__BeanDefinitions.java"));
        }
    }
}
