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
        "kotlin.",
        "kotlinx.",
        "scala.",
        "groovy.",
        "org.codehaus.groovy.",
        "org.apache.groovy.",
    };

    private ApplicationCode() {}

    static boolean contains(StackFrame frame) {
        return !isLibrary(frame.getClassName())
                && !isGenerated(frame.getClassName())
                // What Hibernate's enhancement puts into an entity.
                && !frame.getMethodName().startsWith("$$");
    }

    private static boolean isLibrary(String className) {
        for (String prefix : LIBRARIES) {
            if (className.startsWith(prefix)) {
                return !className.startsWith(SAMPLES);
            }
        }
        return false;
    }

    /** Proxies of CGLIB, the JDK, Byte Buddy, Javassist and Quarkus that are in the package of what they stand for. */
    private static boolean isGenerated(String className) {
        return className.indexOf('$') >= 0
                        && (className.contains("$$")
                                || className.contains("$Proxy")
                                || className.contains("$HibernateProxy")
                                || className.contains("$ByteBuddy$"))
                || className.endsWith("_Subclass")
                || className.endsWith("_ClientProxy");
    }
}
