package dev.ormtracing.it.testkit

import dev.ormtracing.testing.OrmTracingExtension
import dev.ormtracing.testing.TraceAssertions.assertThatTraces
import dev.ormtracing.testing.TraceRecorder
import dev.ormtracing.testing.Traces
import io.opentelemetry.api.OpenTelemetry
import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import org.junit.jupiter.api.extension.RegisterExtension
import org.junit.platform.engine.TestExecutionResult
import org.junit.platform.engine.discovery.DiscoverySelectors.selectClass
import org.junit.platform.testkit.engine.EngineTestKit

/** The test kit as it is written in Kotlin. */
class KotlinIT {

    @Test
    fun `tests that hold pass`() {
        assertThat(failures(PassingCase::class.java, RegisteredCase::class.java)).isEmpty()
    }

    @Test
    fun `the example of the page is a test that runs`() {
        val source = Path.of("src/test/kotlin/dev/ormtracing/it/testkit/LibraryTest.kt")

        assertThat(failures(LibraryTest::class.java)).isEmpty()
        assertThat(TestingPage.hasExampleFrom("@ExtendWith", source)).isTrue()
    }

    @Test
    fun `a test that fails says what has happened`() {
        assertThat(failures(FailingCase::class.java)).containsExactly(ExpectedMessages.TREE)
    }

    @Test
    fun `a recorder is enough`() {
        TraceRecorder.create().use { recorder ->
            Library.with(1, recorder.openTelemetry()).use { library ->
                recorder.reset()
                library.find(1)

                assertThatTraces(recorder.traces()).satisfiesAll(
                    { it.hasQueries(1) },
                    { it.hasNoLazyLoading() },
                )
            }
        }
    }

    private fun failures(vararg tests: Class<*>) =
        EngineTestKit.engine("junit-jupiter")
            .selectors(*tests.map { selectClass(it) }.toTypedArray())
            .execute()
            .testEvents()
            .finished()
            .list()
            .map { it.getRequiredPayload(TestExecutionResult::class.java).throwable }
            .filter { it.isPresent }
            .map { it.get().message }

    @ExtendWith(OrmTracingExtension::class)
    class PassingCase(openTelemetry: OpenTelemetry, private val traces: Traces) {

        private val library = Library.with(3, openTelemetry)

        @AfterEach
        fun close() = library.close()

        @Test
        fun `books are read one by one`() {
            traces.clear()

            library.readBooksOneByOne { assertThatTraces(traces).hasQueries(4).assertNoNPlusOne() }
        }
    }

    class RegisteredCase {

        @Test
        fun `find is one query`() {
            Library.with(1, tracing.openTelemetry()).use { library ->
                tracing.traces().clear()
                library.find(1)

                assertThatTraces(tracing.traces()).hasOperation("Author.find").withQueries(1)
            }
        }

        companion object {
            @JvmField
            @RegisterExtension
            val tracing: OrmTracingExtension = OrmTracingExtension.builder().sharedByClass().build()
        }
    }

    @ExtendWith(OrmTracingExtension::class)
    class FailingCase {

        @Test
        fun test(openTelemetry: OpenTelemetry, traces: Traces) {
            Library.with(1, openTelemetry).use { library ->
                traces.clear()
                library.find(1)

                assertThatTraces(traces).matchesTree(
                    """
                    operation Author.find
                      serialize
                      db_query CLIENT select Author Book
                      hydrate
                    """
                )
            }
        }
    }
}
