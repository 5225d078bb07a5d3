package org.hongting.device.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodesInViewTest {
    private static final long MILLIS = 1_000_000;

    private final CodesInView view = new CodesInView();

    @Test
    void aCodeThatStaysIsNewOnceHoweverLongItStays() {
        assertThat(view.isNew("A", 0)).isTrue();
        for (int i = 1; i < 100; i++) {
            assertThat(view.isNew("A", i * 1000L * MILLIS)).isFalse();
        }
    }

    @Test
    void aCodeThatLeftForLongEnoughIsNewAgain() {
        view.isNew("A", 0);
        assertThat(view.isNew("A", 1499 * MILLIS)).isFalse();
        assertThat(view.isNew("A", 2999 * MILLIS)).isTrue();
    }

    @Test
    void anotherCodeIsNewAtOnceAndTwoSideBySideAreNotNewAgainInTurn() {
        assertThat(view.isNew("A", 0)).isTrue();
        assertThat(view.isNew("B", MILLIS)).isTrue();
        assertThat(view.isNew("A", 100 * MILLIS)).isFalse();
        assertThat(view.isNew("B", 200 * MILLIS)).isFalse();
    }

    @Test
    void aViewThatDoesNotChangeStillHoldsItsCode() {
        view.isNew("A", 0);
        for (int i = 1; i < 50; i++) {
            view.unchanged(i * 100L * MILLIS);
        }
        assertThat(view.isNew("A", 5000 * MILLIS)).isFalse();
    }
}
