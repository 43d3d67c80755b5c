package dev.ormtracing.it.lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * An OSGi framework with bundles in it, in a JVM that has nothing else on its class path: Hibernate looks for services
 * there too.
 */
final class Bundles implements AutoCloseable {

    private final Framework framework;
    private final Path folder;
    private final List<Bundle> installed = new ArrayList<>();

    /** A folder, the activator and the imports of the application's bundle, and jars. */
    public static void main(String[] arguments) throws Exception {
        try (Bundles bundles = new Bundles(Path.of(arguments[0]))) {
            for (String argument : List.of(arguments).subList(3, arguments.length)) {
                Path jar = Path.of(argument);
                if (jar.getFileName().toString().startsWith("hibernate-")) {
                    bundles.wrap(jar);
                } else {
                    bundles.install(jar);
                }
            }
            System.out.println(bundles.answer(arguments[1], arguments[2]));
        }
    }

    private Bundles(Path folder) throws BundleException {
        this.folder = folder;
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
        framework.start();
    }

    private void install(Path jar) throws BundleException {
        installed.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
    }

    /**
     * Hibernate's core wants the classes of two Jacksons and of Oracle's and PostgreSQL's drivers, and what it is built
     * on is no bundle. Each gets what is there, and shows all it has.
     */
    private void wrap(Path jar) throws IOException, BundleException {
        try (JarFile file = new JarFile(jar.toFile())) {
            TreeSet<String> packages = new TreeSet<>();
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            Manifest manifest = manifest(jar.getFileName().toString());
            file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .forEach(packages::add);
            String version = version(file);
            manifest.getMainAttributes()
                    .putValue(
                            Constants.EXPORT_PACKAGE,
                            packages.stream()
                                    .map(each -> each + ";version=\"" + version + '"')
                                    .collect(Collectors.joining(",")));
            manifest.getMainAttributes().putValue(Constants.DYNAMICIMPORT_PACKAGE, "*");
            try (JarOutputStream out = new JarOutputStream(content, manifest)) {
                for (ZipEntry entry : file.stream().toList()) {
                    if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        try (InputStream in = file.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                    }
                }
            }
            install(Files.write(folder.resolve("wrapped-" + jar.getFileName()), content.toByteArray()));
        }
    }

    private static String version(JarFile file) throws IOException {
        String version = file.getManifest().getMainAttributes().getValue(Constants.BUNDLE_VERSION);
        return version == null ? "0" : version;
    }

    /** What an application's bundle answers, whose classes are the activator's package. */
    private Object answer(String activator, String imports) throws Exception {
        Manifest manifest = manifest(activator);
        manifest.getMainAttributes().putValue(Constants.BUNDLE_ACTIVATOR, activator);
        manifest.getMainAttributes().putValue(Constants.IMPORT_PACKAGE, imports);
        Path jar = folder.resolve("application.jar");
        String home = activator.substring(0, activator.lastIndexOf('.')).replace('.', '/');
        Path classes = Path.of(Bundles.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.list(classes.resolve(home))) {
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry(home + '/' + file.getFileName()));
                Files.copy(file, out);
            }
        }
        install(jar);
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        ServiceReference<?> service = framework.getBundleContext().getServiceReference(Callable.class.getName());
        return ((Callable<?>) framework.getBundleContext().getService(service)).call();
    }

    private static Manifest manifest(String name) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, name.replaceAll("\\W", "-"));
        return manifest;
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(0);
    }
}
