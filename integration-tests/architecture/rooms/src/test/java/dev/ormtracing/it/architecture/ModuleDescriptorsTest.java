package dev.ormtracing.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A module shows its internal packages to those modules of ours that use them, and to nobody else. So does its bundle. */
class ModuleDescriptorsTest {

    private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+\\.internal[\\w.]*) to([^;]+);");
    private static final Pattern MODULE_EXPORT = Pattern.compile("exports ([\\w.]+)( to[^;]+)?;");
    private static final Pattern BUNDLE_EXPORT =
            Pattern.compile("(?:Export-Package: |\\G, *)([\\w.]+)(;x-internal:=true)?");
    private static final Pattern MODULE = Pattern.compile("dev\\.ormtracing\\.[a-z]+");

    @ParameterizedTest
    @CsvSource({
        "orm-tracing-core, dev.ormtracing.core",
        "orm-tracing-jdbc-proxy, dev.ormtracing.jdbc",
        "orm-tracing-hibernate, dev.ormtracing.hibernate",
        "orm-tracing-testing, dev.ormtracing.testing",
        "orm-tracing-report, dev.ormtracing.report",
        "orm-tracing-console, dev.ormtracing.console"
    })
    void internalPackages_areExportedToThoseThatUseThem(String folder, String module) throws IOException {
        String descriptor = read(folder, "src/module/module-info.java");
        Map<String, SortedSet<String>> exported = EXPORT.matcher(descriptor)
                .results()
                .collect(Collectors.toMap(
                        export -> export.group(1), ModuleDescriptorsTest::modules, (a, b) -> a, TreeMap::new));

        exported.values().removeIf(SortedSet::isEmpty);

        assertThat(exported).isEqualTo(used(module));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orm-tracing-core",
                "orm-tracing-jdbc-proxy",
                "orm-tracing-hibernate",
                "orm-tracing-testing",
                "orm-tracing-report",
                "orm-tracing-console"
            })
    void bundle_showsWhatTheModuleShows(String folder) throws IOException {
        String bundle = read(folder, "bnd.bnd").replace("\\\n", "");
        String descriptor = read(folder, "src/module/module-info.java");

        assertThat(packages(BUNDLE_EXPORT, bundle)).isEqualTo(packages(MODULE_EXPORT, descriptor));
    }

    /** Each package, and whether it is for our own modules. */
    private static Map<String, Boolean> packages(Pattern export, String text) {
        return export.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> found.group(2) != null, (a, b) -> a, TreeMap::new));
    }

    private static String read(String folder, String file) throws IOException {
        return Files.readString(Path.of("..", "..", "..", folder).resolve(file));
    }

    /** Those on the class path of this test; what Quarkus has at build time is not, nor what is for its tests. */
    private static SortedSet<String> modules(MatchResult export) {
        return Stream.of(export.group(2).split(","))
                .map(String::strip)
                .filter(name -> !name.endsWith(".deployment") && !name.endsWith(".test"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, SortedSet<String>> used(String module) {
        Map<String, SortedSet<String>> used = new TreeMap<>();
        for (Dependency dependency : PublishedClasses.ALL.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .toList()) {
            String user = moduleOf(dependency.getOriginClass().getPackageName());
            String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
            if (!user.equals(module) && target.startsWith(module + ".internal")) {
                used.computeIfAbsent(target, none -> new TreeSet<>()).add(user);
            }
        }
        return used;
    }

    private static String moduleOf(String packageName) {
        Matcher matcher = MODULE.matcher(packageName);
        return matcher.lookingAt() ? matcher.group() : packageName;
    }
}
