package dev.ormtracing.hibernate;

import dev.ormtracing.hibernate.internal.query.QueryMethod;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the subclasses of Hibernate's query classes, for one version of Hibernate: each method that executes the query
 * opens an operation, all others are Hibernate's.
 */
final class QueryOverrides extends OverrideSource {

    private static final Set<String> RESULT_TYPES = Set.of("addEntity", "addRoot");

    /** What gives another query, of Hibernate's class; such methods are there since 8.0. */
    private static final Set<String> REMAKINGS =
            Set.of("asSelectionQuery", "ofType", "withEntityGraph", "withResultSetMapping");

    private final Class<?> query;
    private final String name;

    private QueryOverrides(Class<?> query, String name) {
        this.query = query;
        this.name = name;
    }

    /** The text of each file, by its path below the package {@code internal}, for the Hibernate that the loader sees. */
    static Map<String, String> sources(ClassLoader hibernate, String suffix) throws ClassNotFoundException {
        Map<String, Class<?>> queries = new LinkedHashMap<>();
        if (suffix.equals("80")) {
            queries.put(
                    "MutationQueryOverrides", hibernate.loadClass("org.hibernate.query.internal.MutationQueryImpl"));
            queries.put(
                    "SelectionQueryOverrides", hibernate.loadClass("org.hibernate.query.internal.SelectionQueryImpl"));
        } else {
            queries.put(
                    "SqmQueryOverrides",
                    hibernate.loadClass("org.hibernate.query.sqm.internal."
                            + (suffix.equals("66") ? "QuerySqmImpl" : "SqmQueryImpl")));
            queries.put(
                    "SelectionQueryOverrides",
                    hibernate.loadClass("org.hibernate.query.sqm.internal.SqmSelectionQueryImpl"));
        }
        queries.put("NativeQueryOverrides", hibernate.loadClass("org.hibernate.query.sql.internal.NativeQueryImpl"));
        queries.put(
                "ProcedureCallOverrides", hibernate.loadClass("org.hibernate.procedure.internal.ProcedureCallImpl"));
        Map<String, String> sources = new LinkedHashMap<>();
        queries.forEach((name, query) ->
                sources.put("query/" + name + suffix + ".java", new QueryOverrides(query, name + suffix).source()));
        return sources;
    }

    private String source() {
        imported("dev.ormtracing.core.internal.tree.Frame");
        String constructors = Arrays.stream(query.getConstructors())
                .filter(QueryOverrides::isUsed)
                .map(this::constructor)
                .sorted()
                .collect(Collectors.joining("\n"));
        String overrides = mostSpecific(Arrays.stream(query.getMethods())
                        .filter(method -> canBeOverridden(method) && kindOf(method) != null))
                .map(this::override)
                .collect(Collectors.joining("\n"));
        String declaration = "public final class " + name + " extends " + type(query) + " implements " + interfaces();
        return file("query", declaration, """
                    private String tracedName;
                    private String tracedModel;
                    private boolean tracedRunning;

                %s
                    /** Tells what is known of the query, unless it is null. */
                    public %s tracedAs(String name, String model) {
                        if (name != null) {
                            tracedName = name;
                        }
                        if (model != null) {
                            tracedModel = model;
                        }
                        return this;
                    }

                %s""".formatted(constructors, name, overrides));
    }

    /** Declared again, since some make their proxies of {@code getClass().getInterfaces()}. */
    private String interfaces() {
        return Arrays.stream(query.getInterfaces())
                .filter(each -> Modifier.isPublic(each.getModifiers()))
                .map(this::type)
                .collect(Collectors.joining(", "));
    }

    /** Not those that Hibernate's own constructors end in. */
    private static boolean isUsed(Constructor<?> constructor) {
        return Modifier.isPublic(constructor.getModifiers())
                && Stream.of(constructor.getParameterTypes())
                        .noneMatch(type -> type.getName().equals("java.util.function.Supplier")
                                || type.getSimpleName().equals("KeyedPage")
                                || type.getSimpleName().equals("NamedCallableQueryMementoImpl"));
    }

    private String constructor(Constructor<?> constructor) {
        return """
                    public %s(%s) {
                        super(%s);
                    }
                """.formatted(name, parameters(constructor), arguments(constructor));
    }

    private String kindOf(Method method) {
        QueryMethod called = called(method);
        if (called != null) {
            return called.isCursor() ? "openCursor" : called.readsOutputs() ? "openDeferred" : "open";
        }
        if (REMAKINGS.contains(method.getName())) {
            return method.getParameterCount() == 0 ? null : "remade";
        }
        return RESULT_TYPES.contains(method.getName()) ? "remembered" : null;
    }

    private QueryMethod called(Method method) {
        return QueryMethod.of(method.getName(), name.startsWith("ProcedureCall"));
    }

    private String override(Method method) {
        String kind = kindOf(method);
        String call = "super." + method.getName() + "(" + arguments(method) + ")";
        String body = switch (kind) {
            case "remembered" -> """
                            tracedModel = QueryExecutions.remembered(tracedModel, getSession(), %s);
                            return %s;
                    """.formatted(arguments(method), call);
            case "remade" -> """
                            return QueryExecutions.remade(%s, this, getSession(), tracedName, tracedModel);
                    """.formatted(call);
            case "openCursor" -> opened(kind, method, call) + """
                            %s result;
                            try {
                                result = %s;
                            } catch (Throwable e) {
                                frame.fail(e);
                                frame.end();
                                throw e;
                            } finally {
                                tracedRunning = false;
                            }
                            return QueryExecutions.opened(frame, this, getSession(), result);
                    """.formatted(type(method.getReturnType()), call);
            default -> opened(kind, method, call) + """
                            try {
                                return QueryExecutions.executed(frame, this, %s, %s);
                            } catch (Throwable e) {
                                QueryExecutions.failed(frame, this, e);
                                throw e;
                            } finally {
                                tracedRunning = false;
                                frame.end();
                            }
                    """.formatted(constant(method), call);
        };
        return signature(method) + body + "    }\n";
    }

    /** Hibernate's methods end in one another; the first one is the application's. */
    private String opened(String kind, Method method, String call) {
        return """
                        if (tracedRunning) {
                            return %s;
                        }
                        Frame frame = QueryExecutions.%s(this, getSession(), %s, tracedName, tracedModel);
                        tracedRunning = true;
                """.formatted(call, kind, constant(method));
    }

    private String constant(Method method) {
        return "QueryMethod." + called(method).name();
    }
}
