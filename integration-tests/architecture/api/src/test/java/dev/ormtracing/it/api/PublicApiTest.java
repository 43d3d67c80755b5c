package dev.ormtracing.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What applications may use is written down in {@code docs/api}, and changes only together with it: run with
 * {@code -Dapi.write=true} and read the difference.
 */
class PublicApiTest {

    private static final Path LISTINGS = ModuleSources.ROOT.resolve(Path.of("docs", "api"));

    @ParameterizedTest
    @EnumSource
    void signatures_areThoseThatArePromised(ModuleSources module) throws IOException {
        Path promised = LISTINGS.resolve(module + ".txt");
        String listing = String.join("\n", module.tell(PublicApiTest::listing));

        if (Boolean.getBoolean("api.write")) {
            Files.writeString(promised, listing);
        }

        assertThat(listing)
                .as("If this is meant, write it down with -Dapi.write=true")
                .isEqualTo(Files.readString(promised));
    }

    @ParameterizedTest
    @EnumSource
    void types_sayInWhichVersionTheyCame(ModuleSources module) {
        assertThat(module.tell(PublicApiTest::typesWithoutVersion)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everything_isDocumented(ModuleSources module) {
        assertThat(module.tell(PublicApiTest::undocumented)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void internalPackages_sayThatTheyAre(ModuleSources module) {
        assertThat(module.tell(PublicApiTest::unmarked)).isEmpty();
    }

    private static Stream<String> listing(ModuleSources.Package sources) {
        if (sources.isInternal()) {
            return Stream.empty();
        }
        PublicTypes types = new PublicTypes(sources);
        return types.promised().stream()
                .flatMap(type -> Stream.of(
                                Stream.of(PublicTypes.signature(type)),
                                types.members(type).map(member -> "    " + PublicTypes.signature(member)),
                                Stream.of(""))
                        .flatMap(lines -> lines));
    }

    private static Stream<String> typesWithoutVersion(ModuleSources.Package sources) {
        PublicTypes types = new PublicTypes(sources);
        return sources.isInternal()
                ? Stream.empty()
                : types.visible().stream()
                        .filter(type -> !types.documentation(type).matches(".*@since \\d+\\.\\d+\\.\\d+.*"))
                        .map(Object::toString);
    }

    private static Stream<String> undocumented(ModuleSources.Package sources) {
        PublicTypes types = new PublicTypes(sources);
        return sources.isInternal()
                ? Stream.empty()
                : types.promised().stream()
                        .flatMap(type -> Stream.concat(
                                Stream.of(type), types.members(type).filter(types::needsDocumentation)))
                        .filter(element -> types.documentation(element).isBlank())
                        .map(element -> element.getEnclosingElement() + "." + element);
    }

    private static Stream<String> unmarked(ModuleSources.Package sources) {
        return sources.isInternal() && !sources.documentation().startsWith("Internal: ")
                ? Stream.of(sources.element().toString())
                : Stream.empty();
    }
}
