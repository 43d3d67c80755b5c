package dev.ormtracing.it.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The part of the MySQL distribution that a server needs: the rest is ten times as large. */
final class MySqlDistribution {

    private MySqlDistribution() {}

    static void unpack(Path zip, Path target) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                unpack(file, entries.nextElement(), target);
            }
        }
        if (!target.resolve("bin/mysqld").toFile().setExecutable(true)) {
            throw new IOException("No bin/mysqld in " + zip);
        }
    }

    private static void unpack(ZipFile file, ZipEntry entry, Path target) throws IOException {
        if (entry.isDirectory() || !isNeeded(entry.getName())) {
            return;
        }
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("Entry outside of the target: " + entry.getName());
        }
        Files.createDirectories(path.getParent());
        try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, path);
        }
    }

    private static boolean isNeeded(String name) {
        return name.equals("bin/mysqld")
                || name.startsWith("share/")
                || name.startsWith("lib/") && !name.endsWith(".a") && !name.startsWith("lib/plugin/debug");
    }
}
