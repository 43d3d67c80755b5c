package dev.ormtracing.it.remedies;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/** Entities that are compiled from a text, so that the same ones can be had with one annotation more. */
final class CompiledEntities extends ClassLoader {

    private static final String HEAD = """
            package remedies;

            import jakarta.persistence.*;
            import java.io.Serializable;
            import java.util.*;
            import org.hibernate.annotations.BatchSize;
            import org.hibernate.annotations.Fetch;
            import org.hibernate.annotations.FetchMode;
            import org.hibernate.annotations.NaturalId;

            """;

    private final Map<String, byte[]> classes;

    private CompiledEntities(Map<String, byte[]> classes) {
        super(CompiledEntities.class.getClassLoader());
        this.classes = classes;
    }

    /** @param enhanced whether Hibernate's enhancer makes them lazier */
    static CompiledEntities of(String source, boolean enhanced) {
        Map<String, byte[]> classes = compile(HEAD + source);
        if (enhanced) {
            Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                    .getEnhancer(new DefaultEnhancementContext() {
                        @Override
                        public ClassLoader getLoadingClassLoader() {
                            return new CompiledEntities(classes);
                        }
                    });
            Map<String, byte[]> originals = new HashMap<>(classes);
            originals.forEach(enhancer::discoverTypes);
            originals.forEach((name, original) -> {
                byte[] better = enhancer.enhance(name, original);
                classes.put(name, better == null ? original : better);
            });
        }
        return new CompiledEntities(classes);
    }

    List<Class<?>> all() {
        List<Class<?>> all = new ArrayList<>();
        for (String name : classes.keySet()) {
            all.add(type(name.substring(name.indexOf('.') + 1)));
        }
        return all;
    }

    Class<?> type(String name) {
        try {
            return loadClass("remedies." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] compiled = classes.get(name);
        if (compiled == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, compiled, 0, compiled.length);
    }

    private static Map<String, byte[]> compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> written = new HashMap<>();
        JavaFileManager files = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return written.computeIfAbsent(name, any -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        JavaFileObject unit =
                new SimpleJavaFileObject(URI.create("memory:///remedies/Entities.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
        if (!compiler.getTask(messages, files, null, options, null, List.of(unit))
                .call()) {
            throw new IllegalArgumentException(messages + source);
        }
        Map<String, byte[]> classes = new HashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }
}
