package dev.ormtracing.core.internal.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.fasterxml.jackson.databind.ser.BeanPropertyWriter",
                "tools.jackson.databind.ser.BeanPropertyWriter",
                "com.google.gson.internal.bind.ReflectiveTypeAdapterFactory$1",
                "org.eclipse.yasson.internal.serializer.ValueGetterSerializer",
                "org.apache.johnzon.mapper.MappingGeneratorImpl",
                "jakarta.json.bind.Jsonb",
                "com.thoughtworks.xstream.XStream",
                "org.glassfish.jaxb.runtime.v2.runtime.reflect.Accessor$GetterSetterReflection",
                "org.thymeleaf.context.WebEngineContext",
                "org.attoparser.MarkupParser",
                "ognl.OgnlRuntime",
                "org.springframework.expression.spel.support.ReflectivePropertyAccessor",
                "spel.Ex2",
                "freemarker.ext.beans.BeanModel",
                "org.apache.el.parser.AstValue",
                "org.modelmapper.internal.PropertyInfoImpl$MethodAccessor",
                "com.github.dozermapper.core.MappingProcessor",
                "org.hibernate.validator.internal.properties.javabean.JavaBeanGetter",
                "org.apache.commons.beanutils.PropertyUtilsBean",
                "org.apache.commons.lang3.builder.ReflectionToStringBuilder",
                "kotlin.reflect.jvm.internal.KProperty1Impl",
                "kotlinx.serialization.json.Json",
                "java.lang.reflect.Method",
                "jdk.internal.reflect.DirectMethodHandleAccessor",
                "jdk.proxy2.$Proxy42",
                "com.sun.proxy.$Proxy42",
                "net.sf.cglib.proxy.MethodProxy",
                "graphql.schema.PropertyFetchingImpl",
                "com.example.shop.User$HibernateProxy$x1",
                "com.example.shop.User$$SpringCGLIB$$0",
                "com.example.shop.User$$EnhancerByCGLIB$$1f",
                "com.example.shop.User$ByteBuddy$abc",
                "com.example.shop.User$Access4JacksonSerializer0",
                "com.example.shop.UserService_ClientProxy",
            })
    void whatReadsPropertiesForOthers_isNotTheApplication(String className) {
        assertThat(ApplicationCode.contains(className, "get")).isFalse();
    }

    /** MapStruct generates into the application: its mapper is what the application calls. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.shop.UserMapperImpl",
                "com.example.shop.UserController",
                "com.example.shop.Order$Line",
                "org.example.jackson.View",
                "org.springframework.samples.petclinic.owner.OwnerController",
            })
    void whatTheApplicationHasWritten_isTheApplication(String className) {
        assertThat(ApplicationCode.contains(className, "get")).isTrue();
    }
}
