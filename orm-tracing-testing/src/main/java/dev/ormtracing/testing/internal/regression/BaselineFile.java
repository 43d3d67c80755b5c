package dev.ormtracing.testing.internal.regression;

import dev.ormtracing.testing.internal.baseline.Baseline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Adds the tests of a run to a file, which another JVM of the same build may be doing too. */
final class BaselineFile {

    private BaselineFile() {}

    /** Leaves the tests that have not run and are there still. */
    static void add(Path file, Baseline now) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock();
            String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            Baseline all = Baseline.parse(text, file.toString());
            all.tests().keySet().removeIf(test -> !TestNames.exists(test));
            now.tests()
                    .values()
                    .forEach(test -> all.put(
                            all.test(test.name()).map(test::rememberingFrom).orElse(test)));
            channel.truncate(0).position(0);
            channel.write(ByteBuffer.wrap(all.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
