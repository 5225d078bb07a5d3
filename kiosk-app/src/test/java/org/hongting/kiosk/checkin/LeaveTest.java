package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.CARD_OF_LI;
import static org.hongting.kiosk.checkin.DeskBench.FIRST_BRANCH;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.WANG;

import java.time.OffsetDateTime;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.LeaveEntry;
import org.hongting.protocol.document.MeetingEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Leave that the centre has granted, at the door.
class LeaveTest {
    private final DeskBench bench = DeskBench.withSchool();
    private final MeetingEntry assembly =
            bench.meeting("assembly", OffsetDateTime.parse("2026-11-22T09:00:00+08:00"), FIRST_BRANCH);

    @BeforeEach
    void openTheAssembly() {
        bench.publishMeetings(assembly);
        bench.publish(
                DocumentName.leaveOf(assembly.id()),
                DocumentEntry.of(new LeaveEntry(LI)),
                DocumentEntry.of(new LeaveEntry(WANG)));
    }

    private Headcount heads() {
        return bench.desk.currentMeeting().orElseThrow().headcount();
    }

    @Test
    void theHeadsSayHowManyAreAway() {
        assertThat(heads()).isEqualTo(new Headcount(2, 0, 0, 0, 2));
    }

    @Test
    void whoComesAllTheSameIsLetInAndNoLongerAway() {
        Decision.Admitted admitted = (Decision.Admitted) bench.card(CARD_OF_LI);
        assertThat(admitted.meeting().headcount()).isEqualTo(new Headcount(2, 1, 0, 0, 1));
    }

    @Test
    void leaveThatIsTakenBackIsGone() {
        bench.publish(DocumentName.leaveOf(assembly.id()), DocumentEntry.of(new LeaveEntry(WANG)));
        assertThat(heads().away()).isEqualTo(1);
        bench.publish(DocumentName.leaveOf(assembly.id()));
        assertThat(heads().away()).isZero();
    }
}
