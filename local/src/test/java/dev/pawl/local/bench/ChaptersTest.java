package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaptersTest {

    @Test
    void measuresAllWhereNoneIsNamed() {
        assertThat(Chapters.named(List.of()).chosen()).isEqualTo(Chapters.ALL);
    }

    @Test
    void keepsTheirOrderWhateverTheOrderOfTheNames() {
        assertThat(Chapters.named(List.of("requests", "runs")).chosen())
                .extracting(Chapter::name)
                .containsExactly("runs", "requests");
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> Chapters.named(List.of("runs", "walks")))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("walks")
                .hasMessageContaining("runs, requests");
    }

    @Test
    void givesEachANameOfItsOwn() {
        assertThat(Chapters.names()).doesNotHaveDuplicates();
    }
}
