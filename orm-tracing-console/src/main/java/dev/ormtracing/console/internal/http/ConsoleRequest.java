package dev.ormtracing.console.internal.http;

import org.jspecify.annotations.Nullable;

/** What the page needs to know of a request, whatever server it came to. */
public interface ConsoleRequest {

    String method();

    /** Where the page itself is, such as {@code /orm-traces}. */
    String base();

    /** What follows the {@link #base()}: empty for the page. */
    String path();

    /** A parameter of the address, decoded. */
    @Nullable
    String parameter(String name);

    /** A header, the first of several. */
    @Nullable
    String header(String name);

    /** Whether the connection itself has both its ends on this machine, whatever headers say. */
    boolean isLoopback();
}
