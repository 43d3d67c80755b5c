package dev.ormtracing.it.serializers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.GsonBuilder;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.xml.bind.JAXBContext;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import tools.jackson.databind.json.JsonMapper;

/** Each, of those in use, with the least that it needs to be set to write an entity with all that hangs from it. */
enum Serializer {
    JACKSON_2 {
        @Override
        String write(Folder folder) throws Exception {
            return new ObjectMapper().writeValueAsString(folder);
        }
    },
    JACKSON_3 {
        @Override
        String write(Folder folder) {
            return JsonMapper.shared().writeValueAsString(folder);
        }
    },
    JSON_B {
        @Override
        String write(Folder folder) throws Exception {
            JsonbConfig config = new JsonbConfig().withPropertyVisibilityStrategy(new OwnGetters());
            try (Jsonb jsonb = JsonbBuilder.create(config)) {
                return jsonb.toJson(folder);
            }
        }
    },
    GSON {
        /** It reads fields, of which a proxy's are not the entity's. */
        @Override
        String write(Folder folder) {
            return new GsonBuilder()
                    .setExclusionStrategies(new WithoutLinks())
                    .create()
                    .toJson(folder);
        }
    },
    JAXB {
        @Override
        String write(Folder folder) throws Exception {
            StringWriter xml = new StringWriter();
            JAXBContext.newInstance(Folder.class).createMarshaller().marshal(folder, xml);
            return xml.toString();
        }
    };

    abstract String write(Folder folder) throws Exception;

    private static final class OwnGetters implements PropertyVisibilityStrategy {

        @Override
        public boolean isVisible(Field field) {
            return false;
        }

        @Override
        public boolean isVisible(Method method) {
            return !method.getName().equals("getHibernateLazyInitializer");
        }
    }

    private static final class WithoutLinks implements ExclusionStrategy {

        @Override
        public boolean shouldSkipField(FieldAttributes field) {
            return field.getName().equals("link");
        }

        @Override
        public boolean shouldSkipClass(Class<?> type) {
            return false;
        }
    }
}
