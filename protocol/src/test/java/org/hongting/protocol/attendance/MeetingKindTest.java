package org.hongting.protocol.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MeetingKindTest {
    @ParameterizedTest
    @EnumSource(MeetingKind.class)
    void everyKindIsFoundAgainByItsWord(MeetingKind kind) {
        assertThat(MeetingKind.of(kind.word())).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "支委会, BRANCH_COMMITTEE",
        "' 党课 ', PARTY_LECTURE",
        "Branch Assembly, BRANCH_ASSEMBLY",
        "themed-day, THEMED_DAY"
    })
    void aFileMayNameAKindInChineseForShortOrByItsWord(String written, MeetingKind kind) {
        assertThat(MeetingKind.find(written)).contains(kind);
    }

    @Test
    void aKindThatANewerReleaseWroteIsOther() {
        assertThat(MeetingKind.of("assembly-of-delegates")).isEqualTo(MeetingKind.OTHER);
        assertThat(MeetingKind.find("assembly-of-delegates")).isEmpty();
    }
}
