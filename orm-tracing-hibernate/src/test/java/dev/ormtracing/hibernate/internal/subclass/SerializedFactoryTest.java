package dev.ormtracing.hibernate.internal.subclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** The form where Hibernate's own cannot be made. Hibernate's own is tested on each of its versions. */
class SerializedFactoryTest {

    @Test
    void factory_isFoundByItsIdOrName() throws Exception {
        try (SessionFactory factory = factory()) {
            String id = ((SessionFactoryImplementor) factory).getUuid();

            assertThat((Object) copy(new SerializedFactory(id, null))).isSameAs(factory);
            assertThat((Object) copy(new SerializedFactory("of another JVM", "shop")))
                    .isSameAs(factory);
        }
    }

    @Test
    void factoryThatIsGone_isInvalid() {
        assertThatThrownBy(() -> copy(new SerializedFactory("of another JVM", "shop")))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessage("No SessionFactory with uuid [of another JVM] and name [shop]");
    }

    private static SessionFactory factory() {
        Configuration configuration = new Configuration();
        Map.of(
                        "hibernate.connection.url", "jdbc:h2:mem:serialized",
                        "hibernate.session_factory_name", "shop",
                        "hibernate.session_factory_name_is_jndi", "false")
                .forEach(configuration::setProperty);
        return configuration.buildSessionFactory();
    }

    private static Object copy(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(object);
        return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }
}
