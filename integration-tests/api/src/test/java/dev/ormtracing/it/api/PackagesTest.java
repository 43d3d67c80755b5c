package dev.ormtracing.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packages of a module are small, and their imports lead one way only. */
class PackagesTest {

    private static final int MOST_FILES = 25;
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([a-z0-9.]+)\\.[A-Z]");

    @ParameterizedTest
    @EnumSource(names = {"TESTING", "REPORT"})
    void packages_areSmall(ModuleSources module) throws IOException {
        Map<Path, Long> files =
                module.sources().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

        assertThat(files)
                .isNotEmpty()
                .allSatisfy((folder, number) -> assertThat(number).isLessThanOrEqualTo(MOST_FILES));
    }

    @ParameterizedTest
    @EnumSource(names = {"TESTING", "REPORT"})
    void packages_doNotNeedEachOtherInACircle(ModuleSources module) throws IOException {
        Map<String, Set<String>> needed = needed(module);
        List<String> leftOver = new ArrayList<>(needed.keySet());

        boolean fewer = true;
        while (fewer) {
            fewer = leftOver.removeIf(each -> needed.get(each).stream().noneMatch(leftOver::contains));
        }

        assertThat(leftOver).as("what needs itself, of %s", needed).isEmpty();
    }

    /** Packages by name, and what their files import of other packages. */
    private static Map<String, Set<String>> needed(ModuleSources module) throws IOException {
        Map<String, Set<String>> needed = new TreeMap<>();
        for (Path file : module.sources()) {
            String name = packageOf(file);
            Set<String> imported = needed.computeIfAbsent(name, key -> new TreeSet<>());
            Matcher imports = IMPORT.matcher(Files.readString(file));
            while (imports.find()) {
                imported.add(imports.group(1));
            }
            imported.remove(name);
        }
        return needed;
    }

    private static String packageOf(Path file) {
        String path = file.getParent().toString().replace(file.getFileSystem().getSeparator(), ".");
        return path.substring(path.lastIndexOf("src.main.java.") + "src.main.java.".length());
    }
}
