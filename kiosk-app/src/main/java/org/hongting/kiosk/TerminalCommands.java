package org.hongting.kiosk;

import java.time.Duration;
import java.util.function.Consumer;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.sync.command.Performed;
import org.hongting.sync.command.Performer;

/// Has the terminal's face do what the centre asked for. On the desk's thread.
final class TerminalCommands implements Performer {
    private static final Duration BETWEEN_SOUNDS = Duration.ofSeconds(5);

    private final TerminalFace face;
    private final Scheduler desking;
    private final TerminalDiagnosis diagnosis;

    TerminalCommands(TerminalFace face, Scheduler desking, TerminalDiagnosis diagnosis) {
        this.face = face;
        this.desking = desking;
        this.diagnosis = diagnosis;
    }

    @Override
    public void whenAsked(Consumer<Boolean> free) {
        face.whenAsked(free);
    }

    @Override
    public void perform(Action action, Consumer<Performed> ended) {
        switch (action) {
            case Action.ShowMessage(String chinese, String english, Duration time) ->
                face.announce(new Announcement.Message(chinese, english, time), told(ended));
            case Action.Identify() -> {
                face.announce(new Announcement.Name(Action.Identify.TIME), told(ended));
                sound(Action.Identify.TIME);
            }
            case Action.Restart() -> face.restart();
            case Action.RestartMachine() -> face.restartMachine();
            case Action.SelfTest(boolean people) -> diagnosis.test(people, ended);
            case Action.Screenshot() -> diagnosis.picture(ended);
            case Action.LogBundle() -> diagnosis.bundle(ended);
            case Action.Cancel() -> ended.accept(Performed.done());
        }
    }

    /// What nobody could see was not said.
    private static Consumer<Boolean> told(Consumer<Performed> ended) {
        return shown -> ended.accept(shown ? Performed.done() : Performed.failed(CommandObstacle.IN_USE));
    }

    private void sound(Duration left) {
        if (left.isPositive()) {
            face.attract();
            desking.after(BETWEEN_SOUNDS, () -> sound(left.minus(BETWEEN_SOUNDS)));
        }
    }
}
