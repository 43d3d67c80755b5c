/** Database servers for the integration tests. */
@NullMarked
package dev.ormtracing.it.servers;

import org.jspecify.annotations.NullMarked;
