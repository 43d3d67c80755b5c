package dev.ormtracing.core.internal.name;

import java.lang.StackWalker.StackFrame;

/** Tells the application's own code from that of the libraries between it and the database. */
final class ApplicationCode {

    /** Applications that stand in the package of a library. */
    private static final String SAMPLES = "org.springframework.samples.";

    private static final String[] LIBRARIES = {
        "java.",
        "javax.",
        "jdk.",
        "sun.",
        "com.sun.",
        "jakarta.",
        "org.hibernate.",
        "org.springframework.",
        "dev.ormtracing.core.",
        "dev.ormtracing.jdbc.",
        "dev.ormtracing.hibernate.",
        "dev.ormtracing.spring.",
        "dev.ormtracing.testing.",
        "io.opentelemetry.",
        "io.micrometer.",
        "com.zaxxer.hikari.",
        "org.apache.tomcat.",
        "org.apache.catalina.",
        "org.apache.commons.dbcp2.",
        "com.mchange.v2.",
        "io.agroal.",
        "oracle.",
        "net.ttddyy.",
        "com.p6spy.",
        "org.jooq.",
        "org.apache.ibatis.",
        "org.mybatis.",
        "org.jdbi.",
        "com.querydsl.",
        "com.blazebit.",
        "org.aopalliance.",
        "org.aspectj.",
        "net.bytebuddy.",
        "io.quarkus.",
        "io.smallrye.",
        "io.micronaut.",
        "org.jboss.",
        "org.eclipse.persistence.",
        "org.eclipse.jetty.",
        // What reads an entity's properties for the view, a copy or a check.
        "com.fasterxml.jackson.",
        "tools.jackson.",
        "com.google.gson.",
        "com.google.common.",
        "com.alibaba.fastjson",
        "com.squareup.moshi.",
        "com.thoughtworks.xstream.",
        "com.esotericsoftware.",
        "org.eclipse.yasson.",
        "org.apache.johnzon.",
        "org.glassfish.",
        "org.thymeleaf.",
        "org.attoparser.",
        "ognl.",
        "spel.",
        "org.mvel2.",
        "freemarker.",
        "org.apache.velocity.",
        "org.apache.jasper.",
        "org.apache.el.",
        "org.apache.myfaces.",
        "org.apache.wicket.",
        "org.primefaces.",
        "com.vaadin.",
        "com.github.mustachejava.",
        "com.samskivert.mustache.",
        "com.github.jknack.handlebars.",
        "io.pebbletemplates.",
        "gg.jte.",
        "graphql.",
        "com.netflix.graphql.",
        "org.modelmapper.",
        "org.mapstruct.",
        "com.github.dozermapper.",
        "ma.glasnost.orika.",
        "org.apache.commons.beanutils",
        "org.apache.commons.lang3.",
        "org.apache.commons.jxpath.",
        "com.jayway.jsonpath.",
        "net.sf.cglib.",
        "javassist.",
        "org.objenesis.",
        "org.springdoc.",
        "io.vavr.",
        "io.reactivex.",
        "reactor.",
        "io.netty.",
        "io.undertow.",
        "org.apache.cxf.",
        "kotlin.",
        "kotlinx.",
        "scala.",
        "groovy.",
        "org.codehaus.groovy.",
        "org.apache.groovy.",
    };

    private ApplicationCode() {}

    static boolean contains(StackFrame frame) {
        return contains(frame.getClassName(), frame.getMethodName());
    }

    static boolean contains(String className, String method) {
        return !isLibrary(className)
                && !isGenerated(className)
                // What Hibernate's enhancement puts into an entity.
                && !method.startsWith("$$");
    }

    private static boolean isLibrary(String className) {
        for (String prefix : LIBRARIES) {
            if (className.startsWith(prefix)) {
                return !className.startsWith(SAMPLES);
            }
        }
        return false;
    }

    /** Proxies and accessors that are in the package of what they stand for: of CGLIB, the JDK, Byte Buddy and the like. */
    private static boolean isGenerated(String className) {
        return className.indexOf('$') >= 0
                        && (className.contains("$$")
                                || className.contains("$Proxy")
                                || className.contains("$HibernateProxy")
                                || className.contains("$ByteBuddy$")
                                || className.contains("$Access4Jackson"))
                || className.endsWith("_Subclass")
                || className.endsWith("_ClientProxy");
    }
}
