package org.hongting.protocol.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.hongting.protocol.Samples;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Fact;
import org.junit.jupiter.api.Test;

/// What came into the entries of meetings later, beside what was there before.
class MeetingEntryTest {
    private static final String BEFORE = "{\"id\":\"m-1\",\"title\":\"支部党员大会\",\"kind\":\"branch-assembly\","
            + "\"host\":\"第一党支部\",\"place\":\"301\",\"starts\":\"2026-11-22T09:00:00+08:00\","
            + "\"ends\":\"2026-11-22T11:00:00+08:00\",\"window\":{\"opens\":\"2026-11-22T08:30:00+08:00\","
            + "\"lateFrom\":\"2026-11-22T09:00:00+08:00\",\"closes\":\"2026-11-22T11:00:00+08:00\"},"
            + "\"branches\":[\"b-1\"],\"members\":[]}";
    private static final Fact.RecordName CLOSING = new Fact.RecordName(Samples.EPOCH, 7);

    private final MeetingEntry entry = Json.read(BEFORE.getBytes(UTF_8), MeetingEntry.class);

    private MeetingEntry readBack(MeetingEntry written) {
        return Json.read(Json.write(written), MeetingEntry.class);
    }

    @Test
    void anEntryOfBeforeIsReadAndWrittenTheSame() {
        assertThat(entry.hostUnit()).isNull();
        assertThat(entry.tookBack(CLOSING)).isFalse();
        assertThat(entry.wasCancelled()).isFalse();
        assertThat(Json.writeText(entry)).isEqualTo(BEFORE);
        assertThat(Json.writeText(entry.takenBack(List.of()))).isEqualTo(BEFORE);
    }

    @Test
    void hostClosingsTakenBackAndACancellingTravel() {
        MeetingEntry held = readBack(entry.heldBy(new BranchId("b-1")).takenBack(List.of(CLOSING)));
        assertThat(held.hostUnit()).isEqualTo(new BranchId("b-1"));
        assertThat(held.tookBack(CLOSING)).isTrue();
        assertThat(held.tookBack(new Fact.RecordName(Samples.EPOCH, 8))).isFalse();
        MeetingEntry off = readBack(held.calledOff());
        assertThat(off.wasCancelled()).isTrue();
        assertThat(off.hostUnit()).isEqualTo(new BranchId("b-1"));
    }

    @Test
    void whoKnowsNoCancellingTakesTheMeetingForClosedFromItsStart() {
        assertThat(entry.calledOff()
                        .taking()
                        .contains(entry.starts().plusMinutes(1).toInstant()))
                .isFalse();
    }

    @Test
    void moreClosingsThanAnEntryHoldsAreRefused() {
        assertThatThrownBy(() -> entry.takenBack(Collections.nCopies(MeetingEntry.TAKEN_BACK + 1, CLOSING)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
