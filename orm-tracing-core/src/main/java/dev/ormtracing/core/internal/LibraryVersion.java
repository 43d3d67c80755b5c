package dev.ormtracing.core.internal;

/** The version that the instrumentation scope carries. */
final class LibraryVersion {

    private LibraryVersion() {}

    static String get() {
        String version = LibraryVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
