package dev.ormtracing.hibernate;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the overrides of Hibernate's session and query classes, for one version of Hibernate. What is overridden is
 * said by name, so that every overload of every version is there. The result is checked in;
 * {@code SessionOverridesTest} compares.
 *
 * <p>{@code java -cp target/test-classes dev.ormtracing.hibernate.SessionOverrides <suffix> <folder> <jar>...} writes the
 * files of one version.
 */
final class SessionOverrides extends OverrideSource {

    /** How a call is traced. */
    private enum Kind {
        OPERATION,
        REPEATED,
        REFERENCE,
        WORK,
        QUERY,
        NAMED_QUERY,
        ACCESS
    }

    private static final Map<String, Kind> STATEFUL = new LinkedHashMap<>();
    private static final Map<String, Kind> STATELESS = new LinkedHashMap<>();

    static {
        all(STATEFUL, Kind.OPERATION, "find findMultiple get load refresh lock replicate flush");
        all(STATEFUL, Kind.REPEATED, "persist merge remove save saveOrUpdate update delete");
        all(STATEFUL, Kind.REFERENCE, "getReference");
        all(STATEFUL, Kind.ACCESS, "byMultipleIds byNaturalId bySimpleNaturalId byMultipleNaturalId");
        all(STATELESS, Kind.OPERATION, "get getMultiple insert insertMultiple update updateMultiple delete");
        all(STATELESS, Kind.OPERATION, "deleteMultiple upsert upsertMultiple refresh fetch find findMultiple");
        for (Map<String, Kind> methods : List.of(STATEFUL, STATELESS)) {
            all(methods, Kind.WORK, "doWork doReturningWork");
            all(methods, Kind.QUERY, "createQuery createSelectionQuery createMutationQuery createNativeQuery");
            all(methods, Kind.QUERY, "createNativeMutationQuery createStatement createNativeStatement");
            all(methods, Kind.QUERY, "createStoredProcedureCall createStoredProcedureQuery");
            all(methods, Kind.NAMED_QUERY, "createNamedQuery createNamedSelectionQuery createNamedMutationQuery");
            all(methods, Kind.NAMED_QUERY, "createNamedStoredProcedureQuery createNamedStatement");
            all(methods, Kind.NAMED_QUERY, "getNamedQuery getNamedNativeQuery getNamedProcedureCall");
        }
    }

    private final Class<?> session;
    private final String name;
    private final Class<?> options;
    private final QueryCreations creations;

    private SessionOverrides(Class<?> session, Class<?> options, String name, QueryCreations creations) {
        this.session = session;
        this.options = options;
        this.name = name;
        this.creations = creations;
    }

    public static void main(String[] args) throws Exception {
        URL[] jars = Arrays.stream(args).skip(2).map(SessionOverrides::url).toArray(URL[]::new);
        Path folder = Path.of(args[1]);
        try (URLClassLoader hibernate = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            for (Map.Entry<String, String> file : sources(hibernate, args[0]).entrySet()) {
                Path written = folder.resolve(file.getKey());
                Files.createDirectories(written.getParent());
                Files.writeString(written, file.getValue());
            }
        }
    }

    /** The text of each file, by its path below the package {@code internal}, for the Hibernate that the loader sees. */
    static Map<String, String> sources(ClassLoader hibernate, String suffix) throws ClassNotFoundException {
        String stateful = "SessionOverrides" + suffix;
        String stateless = "StatelessSessionOverrides" + suffix;
        Class<?> options = optionsOf(hibernate);
        QueryCreations creations = QueryCreations.of(suffix);
        Map<String, String> sources = new LinkedHashMap<>(QueryOverrides.sources(hibernate, suffix));
        sources.put(
                "subclass/" + stateful + ".java",
                new SessionOverrides(
                                hibernate.loadClass("org.hibernate.internal.SessionImpl"), options, stateful, creations)
                        .source(STATEFUL));
        sources.put(
                "subclass/" + stateless + ".java",
                new SessionOverrides(
                                hibernate.loadClass("org.hibernate.internal.StatelessSessionImpl"),
                                options,
                                stateless,
                                creations)
                        .source(STATELESS));
        return sources;
    }

    private static Class<?> optionsOf(ClassLoader hibernate) throws ClassNotFoundException {
        try {
            return hibernate.loadClass("org.hibernate.engine.creation.internal.SessionCreationOptions");
        } catch (ClassNotFoundException before72) {
            return hibernate.loadClass("org.hibernate.internal.SessionCreationOptions");
        }
    }

    private String source(Map<String, Kind> methods) throws ClassNotFoundException {
        imported(
                "dev.ormtracing.core.internal.tree.Frame",
                "org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess");
        imported(
                "dev.ormtracing.hibernate.internal.session.HibernateTracing",
                "dev.ormtracing.hibernate.internal.session.SessionState",
                "dev.ormtracing.hibernate.internal.session.Traced");
        imported(creations.imports());
        String body = mostSpecific(Arrays.stream(session.getMethods())
                        .filter(method -> methods.containsKey(method.getName()) && isCalledByApplications(method)))
                .filter(method -> !creations.makes(method))
                .map(method -> override(method, kind(methods, method)))
                .collect(Collectors.joining("\n"));
        String constructor = """
                    private transient SessionBoundary boundary;

                    %1$s(%2$s factory, %3$s options) {
                        super(factory, options);
                    }

                    @Override
                    public final HibernateTracing tracing() {
                        return boundary().tracing();
                    }

                    @Override
                    public final SessionState state() {
                        return boundary();
                    }

                    /** Not set by the constructor, since the one of the superclass may already call. */
                    final SessionBoundary boundary() {
                        SessionBoundary found = boundary;
                        return found == null ? boundary = new SessionBoundary(this) : found;
                    }

                    @Override
                    public final JdbcConnectionAccess getJdbcConnectionAccess() {
                        return boundary().connections(super.getJdbcConnectionAccess());
                    }
                """.formatted(name, type(factory()), type(options));
        return file(
                "subclass",
                "abstract class " + name + " extends " + type(session) + " implements Traced",
                constructor + "\n" + creations.source() + "\n" + body);
    }

    private Class<?> factory() throws ClassNotFoundException {
        return session.getClassLoader().loadClass("org.hibernate.internal.SessionFactoryImpl");
    }

    private static Kind kind(Map<String, Kind> methods, Method method) {
        boolean namesReference = method.getName().equals("load") && method.getReturnType() != void.class;
        boolean typedReference = method.getParameterCount() == 1
                && method.getParameterTypes()[0].getSimpleName().equals("TypedQueryReference");
        if (typedReference) {
            return Kind.NAMED_QUERY;
        }
        return namesReference ? Kind.REFERENCE : methods.get(method.getName());
    }

    /** Not what Hibernate calls on itself, with the state of a running cascade. */
    private static boolean isCalledByApplications(Method method) {
        return canBeOverridden(method)
                && Arrays.stream(method.getParameterTypes())
                        .noneMatch(type -> type.getName().startsWith("org.hibernate.event."));
    }

    private String override(Method method, Kind kind) {
        return signature(method) + body(method, kind, method.getReturnType() == void.class) + "    }\n";
    }

    private String body(Method method, Kind kind, boolean isVoid) {
        String call = "super." + method.getName() + "(" + arguments(method) + ")";
        String subject = method.getParameterCount() == 0 ? "null" : "arg0";
        switch (kind) {
            case QUERY:
                return "        return traced(" + call + ", null, " + resultType(method) + ");\n";
            case NAMED_QUERY:
                return "        return traced(" + call + ", boundary().nameOf(" + subject + "), " + resultType(method)
                        + ");\n";
            case ACCESS:
                return "        return boundary().access(" + call + ", \"" + method.getName() + "\", arg0);\n";
            default:
                return operation(method, kind, isVoid ? call : "return " + counted(method, call), subject);
        }
    }

    /** Of a native query, whose result is all that says which entity it is about. */
    private static String resultType(Method method) {
        List<Class<?>> types = List.of(method.getParameterTypes());
        boolean isNative = method.getName().contains("Native");
        return isNative && types.contains(Class.class) ? "arg" + types.indexOf(Class.class) : "null";
    }

    private static String counted(Method method, String call) {
        return List.class.isAssignableFrom(method.getReturnType()) ? "boundary().counted(frame, " + call + ")" : call;
    }

    private static String operation(Method method, Kind kind, String call, String subject) {
        String start =
                kind == Kind.REFERENCE || kind == Kind.REPEATED ? kind.name().toLowerCase(Locale.ROOT) : "operation";
        String opened = "boundary()." + start + "(\"" + method.getName() + "\", " + subject + ")";
        if (kind == Kind.WORK) {
            opened = "boundary().work(\"" + method.getName() + "\")";
        } else if (method.getName().equals("fetch")) {
            opened = "boundary().fetch(arg0)";
        }
        return """
                        Frame frame = %s;
                        try {
                            %s;
                        } catch (Throwable e) {
                            frame.fail(e);
                            throw e;
                        } finally {
                            frame.end();
                        }
                """.formatted(opened, call);
    }

    private static URL url(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(jar, e);
        }
    }

    private static void all(Map<String, Kind> methods, Kind kind, String names) {
        for (String name : names.split(" ")) {
            methods.put(name, kind);
        }
    }
}
