/** Libraries that read entities for the view, and what they load as they do. */
@NullMarked
package dev.ormtracing.it.serializers;

import org.jspecify.annotations.NullMarked;
