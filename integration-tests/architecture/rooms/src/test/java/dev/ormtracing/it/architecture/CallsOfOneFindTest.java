package dev.ormtracing.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How much of this library a warm {@code em.find} passes, and a begin with its commit. The limits are in {@code calls.properties}: whoever lowers a
 * number lowers its limit.
 */
class CallsOfOneFindTest {

    private static final Path LIMITS = Path.of("calls.properties");

    @Test
    void find_staysWithinTheCallsThatAreRecorded() throws Exception {
        List<String> calls = calls();
        Map<String, Long> found = new LinkedHashMap<>();
        found.put("calls", methods(calls));
        found.put(
                "classes",
                calls.stream()
                        .filter(call -> !call.startsWith(OneFind.LOOK_UP))
                        .map(CallsOfOneFindTest::topLevelClass)
                        .distinct()
                        .count());
        found.put("lookUpsOfTheFrame", lookUps(calls));
        check("One find", found, calls);
    }

    @Test
    void transaction_staysWithinTheCallsThatAreRecorded() throws Exception {
        List<String> calls = calls(OneFind.TRANSACTION);
        Map<String, Long> found = new LinkedHashMap<>();
        found.put("transaction.calls", methods(calls));
        found.put("transaction.lookUpsOfTheFrame", lookUps(calls));
        check("One transaction", found, calls);
    }

    private static void check(String what, Map<String, Long> found, List<String> calls) throws IOException {
        System.out.println(what + ": " + found);
        Properties limits = limits();
        found.forEach((name, number) -> {
            if (number > Long.parseLong(limits.getProperty(name))) {
                fail(what + " has " + number + " " + name + ", and may have " + limits.getProperty(name) + ":\n"
                        + byClass(calls));
            }
        });
    }

    private static long methods(List<String> calls) {
        return calls.stream().filter(call -> !call.startsWith(OneFind.LOOK_UP)).count();
    }

    private static long lookUps(List<String> calls) {
        return calls.stream()
                .filter(call -> call.equals(OneFind.LOOK_UP + "FRAME"))
                .count();
    }

    /** In a JVM of its own, whose class loader lets each method of the library say that it is called. */
    private static List<String> calls(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Djava.system.class.loader=" + CountingClassLoader.class.getName(),
                OneFind.class.getName()));
        command.addAll(List.of(arguments));
        Process find = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = find.inputReader()) {
            List<String> calls = output.lines().toList();
            assertThat(find.waitFor()).isZero();
            return calls;
        }
    }

    private static String topLevelClass(String call) {
        String type = call.substring(0, call.lastIndexOf('.'));
        return type.replaceFirst("\\$.*", "");
    }

    private static String byClass(List<String> calls) {
        return calls.stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(call -> call.getValue() + " " + call.getKey())
                .collect(Collectors.joining("\n"));
    }

    private static Properties limits() throws IOException {
        Properties limits = new Properties();
        try (Reader file = Files.newBufferedReader(LIMITS)) {
            limits.load(file);
        }
        return limits;
    }
}
