package dev.ormtracing.it.nativeimage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The calls by which the code of a jar reflects, as {@code Class.method → api}. */
final class ReflectiveCalls {

    private static final List<String> OF_CLASS =
            List.of("forName", "getMethod", "getField", "getConstructor", "getDeclared", "newInstance", "getResource");

    private ReflectiveCalls() {}

    static Set<String> in(Class<?> ofTheJar) {
        try {
            URI code =
                    ofTheJar.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path path = Path.of(code);
            if (Files.isDirectory(path)) {
                return inClassesBelow(path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return inClassesBelow(jar.getPath("/"));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> inClassesBelow(Path root) throws IOException {
        Set<String> calls = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> read(file, calls));
        }
        return calls;
    }

    private static void read(Path file, Set<String> calls) {
        try (InputStream in = Files.newInputStream(file)) {
            ClassReader reader = new ClassReader(in);
            String name = reader.getClassName().substring(reader.getClassName().lastIndexOf('/') + 1);
            reader.accept(new CallsOf(name, calls), ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReflective(String owner, String name) {
        return switch (owner) {
            case "java/lang/Class" -> OF_CLASS.stream().anyMatch(name::startsWith);
            case "java/lang/ClassLoader" -> name.equals("loadClass") || name.startsWith("getResource");
            case "java/lang/reflect/Proxy" -> name.equals("newProxyInstance") || name.equals("getProxyClass");
            case "java/lang/invoke/MethodHandles$Lookup" ->
                name.startsWith("find") && !name.equals("findBoundCallSite");
            case "java/util/ServiceLoader" -> name.startsWith("load");
            default -> false;
        };
    }

    private static final class CallsOf extends ClassVisitor {

        private final String className;
        private final Set<String> calls;

        CallsOf(String className, Set<String> calls) {
            super(Opcodes.ASM9);
            this.className = className;
            this.calls = calls;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String type, @Nullable String signature, String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                    if (isReflective(owner, name)) {
                        calls.add(className + "." + method + " → " + name);
                    }
                }
            };
        }
    }
}
