package org.hongting.kiosk.screen.checkin;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import javafx.scene.Scene;
import org.hongting.kiosk.checkin.Attendee;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Headcount;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.ui.Motion;
import org.hongting.kiosk.ui.Theme;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.RefusalReason;

/// Draws each kind of answer once where nobody sees it. Otherwise the first person after a start waits while classes,
/// style sheets and the shapes of the letters are loaded: three times as long as those behind them. FX thread only.
public final class Rehearsal {
    private Rehearsal() {}

    /// @param clock the wall clock that is shown
    /// @param width of the scene that will be played in, in pixels
    /// @param height of it
    public static void play(Clock clock, double width, double height) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        Attendee nobody = new Attendee(new MemberId("0000000000000000"), "张*");
        MeetingBoard meeting = new MeetingBoard(meeting(now), new Headcount(2, 1, 0));
        CheckInViewModel model = new CheckInViewModel(new Timeless(), clock);
        Scene scene = new Scene(new CheckInView(model, Theme.LIGHT, Motion.REDUCED), width, height);
        for (Decision answer : List.of(
                new Decision.Admitted(nobody, meeting, now, new Decision.Arrival.OnTime()),
                new Decision.Admitted(nobody, meeting, now, new Decision.Arrival.Late(1)),
                new Decision.Already(nobody, meeting, now),
                new Decision.Left(nobody, meeting, now, 0),
                new Decision.Refused(RefusalReason.UNKNOWN_CARD))) {
            model.show(answer);
            scene.snapshot(null);
        }
    }

    private static MeetingEntry meeting(OffsetDateTime now) {
        return new MeetingEntry(
                new MeetingId("rehearsal"),
                "支部党员大会",
                "branch-assembly",
                "学生第一党支部",
                "",
                now,
                now.plusHours(1),
                new CheckInWindow(now.minusHours(1), now, now.plusHours(1)),
                List.of(),
                List.of(),
                null);
    }

    /// Nothing passes: an answer stands until the next one.
    private static final class Timeless implements Scheduler {
        @Override
        public Cancellable after(Duration delay, Runnable step) {
            return () -> {};
        }

        @Override
        public void execute(Runnable step) {
            step.run();
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    }
}
