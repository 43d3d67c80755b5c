package dev.ormtracing.it.architecture;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import dev.ormtracing.core.OrmTracing;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.pool.TypePool;

/** The system class loader of {@link OneFind}: it has each method of the library call {@link Calls}. */
public final class CountingClassLoader extends URLClassLoader {

    private static final String[] LIBRARY = {"dev.ormtracing.core.", "dev.ormtracing.jdbc.", "dev.ormtracing.hibernate."
    };

    private final ClassFileLocator files = ClassFileLocator.ForClassLoader.of(OrmTracing.class.getClassLoader());
    private final TypePool types = TypePool.Default.of(files);

    /** The JVM calls it with its own loader of the class path, which has loaded only this. */
    public CountingClassLoader(ClassLoader ofClassPath) {
        super(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(CountingClassLoader::url)
                        .toArray(URL[]::new),
                ofClassPath.getParent());
    }

    private static URL url(String file) {
        try {
            return new File(file).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (Arrays.stream(LIBRARY).noneMatch(name::startsWith)) {
            return super.findClass(name);
        }
        byte[] counting = counting(name);
        return defineClass(name, counting, 0, counting.length);
    }

    private byte[] counting(String name) throws ClassNotFoundException {
        TypePool.Resolution type = types.describe(name);
        if (!type.isResolved()) {
            throw new ClassNotFoundException(name);
        }
        AsmVisitorWrapper.ForDeclaredMethods calls = new AsmVisitorWrapper.ForDeclaredMethods()
                .method(
                        isMethod().and(not(isAbstract())).and(not(isNative())).and(not(isBridge())),
                        Advice.to(Calls.OfMethod.class));
        if (name.endsWith(".ThreadSlots")) {
            calls = calls.method(named("get"), Advice.to(Calls.OfSlot.class));
        }
        return new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .redefine(type.resolve(), files)
                .visit(calls)
                .make(types)
                .getBytes();
    }
}
