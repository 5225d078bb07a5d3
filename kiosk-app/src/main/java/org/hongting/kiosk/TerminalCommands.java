package org.hongting.kiosk;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.sync.command.Performer;

/// Has the terminal's face do what the centre asked for. On the desk's thread.
final class TerminalCommands implements Performer {
    private static final Duration BETWEEN_SOUNDS = Duration.ofSeconds(5);

    private final TerminalFace face;
    private final Scheduler desking;

    TerminalCommands(TerminalFace face, Scheduler desking) {
        this.face = face;
        this.desking = desking;
    }

    @Override
    public void whenAsked(Consumer<Boolean> free) {
        face.whenAsked(free);
    }

    @Override
    public void perform(Action action, Consumer<Optional<CommandObstacle>> ended) {
        switch (action) {
            case Action.ShowMessage(String chinese, String english, Duration time) ->
                face.announce(new Announcement.Message(chinese, english, time), told(ended));
            case Action.Identify() -> {
                face.announce(new Announcement.Name(Action.Identify.TIME), told(ended));
                sound(Action.Identify.TIME);
            }
            case Action.Restart() -> face.restart();
            case Action.Cancel() -> ended.accept(Optional.empty());
        }
    }

    /// What nobody could see was not said.
    private static Consumer<Boolean> told(Consumer<Optional<CommandObstacle>> ended) {
        return shown -> ended.accept(shown ? Optional.empty() : Optional.of(CommandObstacle.IN_USE));
    }

    private void sound(Duration left) {
        if (left.isPositive()) {
            face.attract();
            desking.after(BETWEEN_SOUNDS, () -> sound(left.minus(BETWEEN_SOUNDS)));
        }
    }
}
