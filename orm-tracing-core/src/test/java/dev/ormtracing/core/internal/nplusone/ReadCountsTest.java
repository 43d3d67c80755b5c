package dev.ormtracing.core.internal.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.name.OperationName;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadCountsTest {

    private static final Attributes FIRST = statement("first");
    private static final OperationName LIST = new OperationName(Call.GET_RESULT_LIST, "User", null);
    private static final OperationName FIND_POST = new OperationName(Call.FIND, "Post", null);
    private static final OperationName POSTS = new OperationName(Call.INITIALIZE, "User", "User.posts.initialize");

    private final ReadCounts reads = new ReadCounts(3, FIRST);

    @Test
    void firstStatement_isKept() {
        assertThat(reads.firstStatement()).isSameAs(FIRST);
    }

    @Test
    void equalStatements_areOneWithTheirTime() {
        reads.add(null, statement("a"), 10);
        ReadCount read = reads.add(null, statement("a"), 20);

        assertThat(read).isNotNull();
        assertThat(read.count).isEqualTo(2);
        assertThat(read.nanos).isEqualTo(30);
    }

    @Test
    void takenBack_isTheShareOfTheTime() {
        ReadCount read = new ReadCount(null, statement("a"), null);
        for (int i = 0; i < 4; i++) {
            read.add(statement("a"), 10, 100);
        }
        read.takeBack(1);
        assertThat(read.count).isEqualTo(3);
        assertThat(read.nanos).isEqualTo(30);

        read.takeBack(5);
        assertThat(read.count).isZero();
        assertThat(read.nanos).isZero();

        read.takeBack(1);
        assertThat(read.count).isZero();
    }

    @Test
    void suspect_isNotTakenBack() {
        ReadCount read = repeat("a", 3);
        reads.takeBack(null, statement("a"), 2);
        assertThat(read.count).isEqualTo(3);

        ReadCount less = repeat("b", 2);
        reads.takeBack(null, statement("b"), 1);
        assertThat(less.count).isEqualTo(1);
    }

    @Test
    void oldestThatDoesNotRepeat_makesRoom() {
        ReadCount suspect = repeat("suspect", 3);
        for (int i = 1; i < 64; i++) {
            repeat("statement " + i, 1);
        }
        repeat("one more", 1);
        repeat("and one more", 1);

        assertThat(reads.suspects()).containsExactly(suspect);
        assertThat(repeat("suspect", 1)).isSameAs(suspect);
        assertThat(repeat("statement 3", 1).count).isEqualTo(2);
        assertThat(repeat("one more", 1).count).isEqualTo(2);
        assertThat(repeat("statement 1", 1).count).isEqualTo(1);
    }

    @Test
    void whereAllRepeat_thereIsNoRoom() {
        for (int i = 0; i < 64; i++) {
            repeat("statement " + i, 3);
        }

        assertThat(reads.add(null, statement("one more"), 1)).isNull();
        assertThat(reads.suspects()).hasSize(64);
    }

    @Test
    void ownersOfALazyRole_wereLoadedByTheLastOperationForTheirModel() {
        reads.add(new OperationName(Call.FIND, "User", null), statement("a"), 1);
        reads.add(LIST, statement("b"), 1);
        reads.add(FIND_POST, statement("c"), 1);

        assertThat(loader(POSTS)).isEqualTo("User.getResultList");
    }

    @Test
    void ownersOfAnUnknownModel_wereLoadedByWhatWasLast() {
        reads.add(LIST, statement("a"), 1);
        reads.add(FIND_POST, statement("b"), 1);

        assertThat(loader(new OperationName(Call.INITIALIZE, "Tag", "Tag.posts.initialize")))
                .isEqualTo("Post.find");
    }

    @Test
    void firstOperationForTheModel_mayBeTheLoader() {
        reads.add(LIST, statement("a"), 1);
        reads.add(null, statement("b"), 1);

        assertThat(loader(POSTS)).isEqualTo("User.getResultList");
    }

    @Test
    void lazyLoads_loadNoOwners() {
        reads.add(LIST, statement("a"), 1);
        reads.add(new OperationName(Call.INITIALIZE, "User", "User.profile.initialize"), statement("b"), 1);

        assertThat(loader(POSTS)).isEqualTo("User.getResultList");
    }

    @Test
    void operationThatIsNotLazy_hasNoLoader() {
        reads.add(LIST, statement("a"), 1);

        assertThat(loader(FIND_POST)).isNull();
        assertThat(new ReadCounts(3, FIRST).add(POSTS, statement("a"), 1).loadedBy)
                .isNull();
    }

    private @Nullable String loader(OperationName operation) {
        ReadCount read = reads.add(operation, statement("loaded"), 1);
        assertThat(read).isNotNull();
        return read.loadedBy;
    }

    private ReadCount repeat(String text, int times) {
        ReadCount read = null;
        for (int i = 0; i < times; i++) {
            read = reads.add(null, statement(text), 1);
        }
        assertThat(read).isNotNull();
        return read;
    }

    private static Attributes statement(String text) {
        return Attributes.of(AttributeKey.stringKey("db.query.text"), text);
    }
}
