package dev.ormtracing.it.backends;

import java.nio.file.Path;

/** Takes a picture of Zipkin's page with the tree that the tests send. Arguments: the browser, and the file to write. */
public final class ZipkinScreenshot {

    private ZipkinScreenshot() {}

    public static void main(String[] arguments) throws Exception {
        try (Zipkin zipkin = Zipkin.start()) {
            String trace = zipkin.feed();
            zipkin.server().trace(trace, LibraryTree.SPANS);
            Path profile = ChildJvm.workingDirectory("chromium");
            int exit = new ProcessBuilder(
                            arguments[0],
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--hide-scrollbars",
                            "--user-data-dir=" + profile,
                            "--window-size=1440,1310",
                            "--virtual-time-budget=15000",
                            "--screenshot=" + arguments[1],
                            zipkin.page(trace))
                    .inheritIO()
                    .start()
                    .waitFor();
            System.exit(exit);
        }
    }
}
