package dev.ormtracing.load.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RequestTest {

    @Test
    void mix_isMostlyFinds() {
        assertThat(LongStream.range(0, 100).mapToObj(Request::of).collect(groupingBy(request -> request, counting())))
                .isEqualTo(Map.of(Request.FIND, 80L, Request.QUERY, 15L, Request.INSERT, 5L));
    }

    @Test
    void paths_areOfEntitiesThatExist() {
        assertThat(LongStream.range(0, 10_000).mapToObj(Request.FIND::path))
                .allMatch(path -> path.matches("/authors/\\d{1,3}"));
        assertThat(LongStream.range(0, 10_000).mapToObj(Request.QUERY::path))
                .allMatch(path -> path.matches("/books\\?first=\\d{1,4}"));
    }
}
