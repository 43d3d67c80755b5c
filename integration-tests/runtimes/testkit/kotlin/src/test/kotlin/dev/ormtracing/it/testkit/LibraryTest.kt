package dev.ormtracing.it.testkit

import dev.ormtracing.testing.OrmTracingExtension
import dev.ormtracing.testing.TraceAssertions.assertThatTraces
import dev.ormtracing.testing.Traces
import io.opentelemetry.api.OpenTelemetry
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith

@ExtendWith(OrmTracingExtension::class)
class LibraryTest(openTelemetry: OpenTelemetry, private val traces: Traces) {

    private val library = Library.with(3, openTelemetry)

    @Test
    fun `find is one query`() {
        traces.clear()
        library.find(1)

        assertThatTraces(traces).hasOperation("Author.find").withQueries(1)
    }
}
