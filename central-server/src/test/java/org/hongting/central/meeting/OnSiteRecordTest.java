package org.hongting.central.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.VoteCount;
import org.hongting.protocol.time.ClockQuality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Guests and records of meetings from kiosks.
class OnSiteRecordTest extends OnSiteRoom {
    @Test
    void recordsAndGuestsOfWhoDoesNotRunTheMeetingOrOfATerminalThatDoesNotServeItAreKeptAndRaiseAnAlarm() {
        told(opened());
        told(ELSEWHERE, recorded(1, null, "一"), NINE, ClockQuality.SYNCED);
        told(ELSEWHERE, new Fact.GuestsAdmitted(OPENED, GuestKind.OTHER, 3, zhang.id()), NINE, ClockQuality.SYNCED);
        store.execute("DELETE FROM member_charge");
        told(recorded(1, null, "二"));
        assertThat(alarms())
                .containsExactly(
                        "meeting " + OPENED + ": guests, terminal",
                        "meeting " + OPENED + ": record, charge",
                        "meeting " + OPENED + ": record, terminal");
        assertThat(onSite(OPENED).visitors()).isEqualTo(3);
        assertThat(onSite(OPENED).minutes())
                .extracting(OnSite.Minutes::doubt)
                .containsExactlyInAnyOrder("terminal", "charge");
    }

    @Test
    void guestsAreAddedOverTerminalsAndTheLatestNumberOfEachStands() {
        told(opened());
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.ACTIVIST, 30, zhang.id()));
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.ACTIVIST, 3, zhang.id()));
        told(NEXT_TO_IT, new Fact.GuestsAdmitted(OPENED, GuestKind.ACTIVIST, 2, zhang.id()), NINE, ClockQuality.SYNCED);
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.SUPERIOR, 1, zhang.id()));
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.OTHER, 0, zhang.id()));
        assertThat(onSite(OPENED).guests())
                .containsExactly(new OnSite.Guests(GuestKind.SUPERIOR, 1), new OnSite.Guests(GuestKind.ACTIVIST, 5));
        assertThat(onSite(OPENED).visitors()).isEqualTo(6);
    }

    @Test
    void aCountThatWasInQuarantineDoesNotTakeThePlaceOfALaterOne() {
        told(opened());
        seq++;
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.ACTIVIST, 3, zhang.id()));
        seq -= 2;
        told(new Fact.GuestsAdmitted(OPENED, GuestKind.ACTIVIST, 30, zhang.id()));
        assertThat(onSite(OPENED).guests()).containsExactly(new OnSite.Guests(GuestKind.ACTIVIST, 3));
    }

    @Test
    void allRevisionsOfARecordAreThereTheLatestFirst() {
        told(opened());
        told(recorded(1, null, "一"));
        told(KIOSK, recorded(2, Digest.of("一".getBytes(UTF_8)), "二"), NINE.plusHours(3), ClockQuality.SYNCED);
        assertThat(onSite(OPENED).minutes())
                .extracting(OnSite.Minutes::revision, one -> one.text().hash())
                .containsExactly(tuple(2, Digest.of("二".getBytes(UTF_8))), tuple(1, Digest.of("一".getBytes(UTF_8))));
        assertThat(onSite(OPENED).minutes().getLast().votes()).containsExactly(new VoteCount(2, 0, 1, 3, 3));
    }

    private Fact.MeetingRecorded recorded(int revision, @Nullable Digest before, String text) {
        return new Fact.MeetingRecorded(
                OPENED,
                revision,
                before,
                Attachment.of(text.getBytes(UTF_8), Attachment.MediaType.JSON),
                List.of(),
                List.of(new VoteCount(2, 0, 1, 3, 3)),
                zhang.id());
    }
}
