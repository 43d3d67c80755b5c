package dev.ormtracing.it.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.quarkus.OrmTracingConfig;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingNamesTest {

    private static final Set<String> NOT_AS_TEXT = Set.of(OrmTracingSettings.TRACING);

    @Test
    void quarkus_hasEverySettingOfHibernate() throws IllegalAccessException {
        Set<String> names = Arrays.stream(OrmTracingConfig.class.getMethods())
                .map(Method::getName)
                .map(name -> "hibernate.orm_tracing."
                        + name.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        for (Field field : OrmTracingSettings.class.getFields()) {
            String name = (String) field.get(null);
            if (!NOT_AS_TEXT.contains(name)) {
                assertThat(names).contains(name);
                names.remove(name);
            }
        }
        assertThat(names).isEmpty();
    }
}
