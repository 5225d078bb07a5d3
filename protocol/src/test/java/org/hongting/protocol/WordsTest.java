package org.hongting.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.record.RulingReason;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void theWordIsTheNameInLowerCaseWithHyphens() {
        assertThat(Words.of(RulingReason.LATE_CHECK_IN)).isEqualTo("late-check-in");
        assertThat(Words.of(RulingReason.OTHER)).isEqualTo("other");
    }

    @Test
    void everyWordLeadsBackToItsConstantAndNoOtherTextDoes() {
        for (MeetingKind kind : MeetingKind.values()) {
            assertThat(Words.find(MeetingKind.class, Words.of(kind))).contains(kind);
        }
        assertThat(Words.find(MeetingKind.class, "BRANCH_ASSEMBLY")).isEmpty();
        assertThat(Words.find(MeetingKind.class, "")).isEmpty();
    }

    @Test
    void theLanguageOfTheMachineChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Words.of(RulingReason.OFFICIAL_DUTY)).isEqualTo("official-duty");
        } finally {
            Locale.setDefault(before);
        }
    }
}
