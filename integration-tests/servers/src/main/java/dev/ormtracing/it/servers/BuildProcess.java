package dev.ormtracing.it.servers;

import java.util.Arrays;
import java.util.Optional;

/** The process that the servers live for: Maven's, or in an IDE the test JVM itself. */
final class BuildProcess {

    private static final String MAVEN_LAUNCHER = "org.codehaus.plexus.classworlds.launcher.Launcher";

    private BuildProcess() {}

    static ProcessHandle find() {
        ProcessHandle self = ProcessHandle.current();
        Optional<ProcessHandle> ancestor = self.parent();
        while (ancestor.isPresent()) {
            if (isMaven(ancestor.get())) {
                return ancestor.get();
            }
            ancestor = ancestor.get().parent();
        }
        return self;
    }

    private static boolean isMaven(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(MAVEN_LAUNCHER))
                .orElse(false);
    }
}
