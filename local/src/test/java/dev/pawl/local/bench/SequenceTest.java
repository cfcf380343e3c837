package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SequenceTest {

    @Test
    void isWholeWhenEachNumberCameOnceAndInItsOrder() {
        assertThat(after(1, 2, 3).isWholeUpTo(3)).isTrue();
        assertThat(after().isWholeUpTo(0)).isTrue();
    }

    @Test
    void isBrokenByWhatIsMissingComesTwiceOrTooEarly() {
        assertThat(after(1, 3).isWholeUpTo(3)).as("missing in the middle").isFalse();
        assertThat(after(1, 2).isWholeUpTo(3)).as("missing at the end").isFalse();
        assertThat(after(2, 3).isWholeUpTo(3)).as("missing at the beginning").isFalse();
        assertThat(after(1, 2, 2, 3).isWholeUpTo(3)).as("twice").isFalse();
        assertThat(after(1, 3, 2, 3).isWholeUpTo(3)).as("too early").isFalse();
    }

    private static Sequence after(long... numbers) {
        Sequence sequence = new Sequence();
        LongStream.of(numbers).forEach(sequence::add);
        return sequence;
    }
}
