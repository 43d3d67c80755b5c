package dev.ormtracing.core.internal.base;

/** The version that the instrumentation scope carries. */
public final class LibraryVersion {

    private LibraryVersion() {}

    public static String get() {
        String version = LibraryVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
