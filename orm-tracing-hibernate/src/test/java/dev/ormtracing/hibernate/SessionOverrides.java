package dev.ormtracing.hibernate;

import dev.ormtracing.hibernate.internal.session.SessionMethod;
import dev.ormtracing.hibernate.internal.session.SessionMethod.Call;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the overrides of Hibernate's session and query classes, for one version of Hibernate. What is overridden is
 * said by name, in {@code SessionMethod} and {@code QueryMethod}, so that every overload of every version is there. The result is checked in;
 * {@code SessionOverridesTest} compares.
 *
 * <p>{@code java -cp target/test-classes dev.ormtracing.hibernate.SessionOverrides <suffix> <folder> <jar>...} writes the
 * files of one version.
 */
final class SessionOverrides extends OverrideSource {

    /** How a query is known that a method makes. */
    private enum Making {
        QUERY,
        NAMED_QUERY
    }

    /** Sessions without state have methods of these names too, which no application calls. */
    private static final Set<SessionMethod> STATEFUL_ONLY = EnumSet.of(SessionMethod.FLUSH, SessionMethod.LOCK);

    private static final Map<String, SessionMethod> OPERATIONS =
            Stream.of(SessionMethod.values()).collect(Collectors.toMap(SessionMethod::methodName, Function.identity()));

    private static final Map<String, Making> QUERIES = new LinkedHashMap<>();

    static {
        all(Making.QUERY, "createQuery createSelectionQuery createMutationQuery createNativeQuery");
        all(Making.QUERY, "createNativeMutationQuery createStatement createNativeStatement");
        all(Making.QUERY, "createStoredProcedureCall createStoredProcedureQuery");
        all(Making.NAMED_QUERY, "createNamedQuery createNamedSelectionQuery createNamedMutationQuery");
        all(Making.NAMED_QUERY, "createNamedStoredProcedureQuery createNamedStatement");
        all(Making.NAMED_QUERY, "getNamedQuery getNamedNativeQuery getNamedProcedureCall");
    }

    private final Class<?> session;
    private final String name;
    private final Class<?> options;
    private final QueryCreations creations;
    private final boolean stateless;

    private SessionOverrides(Class<?> session, Class<?> options, String name, QueryCreations creations) {
        this.session = session;
        this.options = options;
        this.name = name;
        this.creations = creations;
        this.stateless = name.startsWith("Stateless");
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
        QueryCreations creations = QueryCreations.of(suffix);
        Map<String, String> sources = new LinkedHashMap<>(QueryOverrides.sources(hibernate, suffix));
        sources.put(
                "subclass/" + stateful + ".java",
                new SessionOverrides(
                                hibernate.loadClass("org.hibernate.internal.SessionImpl"),
                                optionsOf(hibernate, "Stateful"),
                                stateful,
                                creations)
                        .source());
        sources.put(
                "subclass/" + stateless + ".java",
                new SessionOverrides(
                                hibernate.loadClass("org.hibernate.internal.StatelessSessionImpl"),
                                optionsOf(hibernate, "Stateless"),
                                stateless,
                                creations)
                        .source());
        return sources;
    }

    /** What a session is made from, which each kind has had one of its own for since 8.0. */
    private static Class<?> optionsOf(ClassLoader hibernate, String kind) throws ClassNotFoundException {
        for (String name : List.of(
                "org.hibernate.engine.creation.internal.options." + kind + "Options",
                "org.hibernate.engine.creation.internal.SessionCreationOptions")) {
            try {
                return hibernate.loadClass(name);
            } catch (ClassNotFoundException older) {
                // Another one, further down.
            }
        }
        return hibernate.loadClass("org.hibernate.internal.SessionCreationOptions");
    }

    private String source() throws ClassNotFoundException {
        imported(
                "dev.ormtracing.core.internal.tree.Frame",
                "org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess");
        imported(
                "dev.ormtracing.hibernate.internal.session.HibernateTracing",
                "dev.ormtracing.hibernate.internal.session.SessionMethod",
                "dev.ormtracing.hibernate.internal.session.SessionState",
                "dev.ormtracing.hibernate.internal.session.Traced");
        imported(creations.imports());
        String body = mostSpecific(Arrays.stream(session.getMethods()).filter(this::isTraced))
                .filter(method -> !creations.makes(method))
                .map(this::override)
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
                        SessionBoundary found = boundary;
                        return found == null ? boundary() : found;
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

    private boolean isTraced(Method method) {
        boolean isOperation = OPERATIONS.containsKey(method.getName()) && call(method) != Call.NONE;
        return (isOperation || QUERIES.containsKey(method.getName())) && isCalledByApplications(method);
    }

    private Call call(Method method) {
        SessionMethod called = OPERATIONS.get(method.getName());
        if (called == SessionMethod.LOAD && method.getReturnType() != void.class) {
            return Call.REFERENCE;
        }
        if (stateless && STATEFUL_ONLY.contains(called)) {
            return Call.NONE;
        }
        boolean atOnce = stateless && called.call() == Call.OF_RUN;
        return atOnce ? Call.OPERATION : called.call();
    }

    /** Not what Hibernate calls on itself, with the state of a running cascade. */
    private static boolean isCalledByApplications(Method method) {
        return canBeOverridden(method)
                && Arrays.stream(method.getParameterTypes())
                        .noneMatch(type -> type.getName().startsWith("org.hibernate.event."));
    }

    private String override(Method method) {
        return signature(method) + body(method) + "    }\n";
    }

    private String body(Method method) {
        String call = "super." + method.getName() + "(" + arguments(method) + ")";
        String subject = method.getParameterCount() == 0 ? "null" : "arg0";
        Making making = QUERIES.get(method.getName());
        if (making != null) {
            String name = making == Making.QUERY && !isTypedReference(method) ? "null" : "boundary().nameOf(arg0)";
            return "        return traced(" + call + ", " + name + ", " + resultType(method) + ");\n";
        }
        String called = "SessionMethod." + OPERATIONS.get(method.getName()).name();
        if (call(method) == Call.ACCESS) {
            return "        return boundary().access(" + call + ", " + called + ", arg0);\n";
        }
        boolean isVoid = method.getReturnType() == void.class;
        return operation(opened(method, called, subject), isVoid ? call : "return " + counted(method, call));
    }

    private static boolean isTypedReference(Method method) {
        return method.getParameterCount() == 1
                && method.getParameterTypes()[0].getSimpleName().equals("TypedQueryReference");
    }

    private String opened(Method method, String called, String subject) {
        if (OPERATIONS.get(method.getName()) == SessionMethod.FETCH) {
            return "boundary().fetch(arg0)";
        }
        return switch (call(method)) {
            case WORK -> "boundary().work(" + called + ")";
            case REFERENCE -> "boundary().reference(" + called + ", " + subject + ")";
            case OF_RUN -> "boundary().operationOfRun(" + called + ", " + subject + ")";
            default -> "boundary().operation(" + called + ", " + subject + ")";
        };
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

    private static String operation(String opened, String call) {
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

    private static void all(Making making, String names) {
        for (String name : names.split(" ")) {
            QUERIES.put(name, making);
        }
    }
}
