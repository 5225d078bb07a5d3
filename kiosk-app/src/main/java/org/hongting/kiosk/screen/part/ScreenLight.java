package org.hongting.kiosk.screen.part;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Station;
import org.hongting.protocol.port.Scheduler;

/// How bright the screen is. It rests outside its hours while nobody uses it; a meeting of this room always wins, and
/// whoever touches it or shows something has it bright for minutes.
public final class ScreenLight {
    /// So long it stays bright after somebody used it.
    public static final Duration AWAKE = Duration.ofMinutes(5);

    /// How bright.
    public enum Level {
        BRIGHT,
        DIM,
        DARK
    }

    private final Scheduler scheduler;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<Level> level = new ReadOnlyObjectWrapper<>(Level.BRIGHT);
    private ScreenHabits.Rest rest = ScreenHabits.USUAL.rest();
    private Optional<Station> idle = Optional.empty();
    private long usedAt;
    private boolean used;

    /// @param clock the wall clock that is shown, with the zone it is shown in
    public ScreenLight(Scheduler onFxThread, Clock clock) {
        this.scheduler = onFxThread;
        this.clock = clock;
    }

    public ReadOnlyObjectProperty<Level> level() {
        return level.getReadOnlyProperty();
    }

    public void configure(ScreenHabits.Rest wanted) {
        rest = wanted;
        judge();
    }

    /// Told at least once a minute.
    ///
    /// @param shown what stands on the screen where nobody uses it; nothing where somebody does, or it has to say
    /// something
    public void look(Optional<Station> shown) {
        idle = shown.filter(station -> station.group().isEmpty());
        if (idle.isEmpty()) {
            use();
        } else {
            judge();
        }
    }

    /// Somebody is there.
    public void use() {
        used = true;
        usedAt = scheduler.nanoTime();
        judge();
    }

    private void judge() {
        level.set(idle.filter(this::mayRest).isEmpty() ? Level.BRIGHT : rest.off() ? Level.DARK : Level.DIM);
    }

    private boolean mayRest(Station station) {
        boolean awake = used && scheduler.nanoTime() - usedAt < AWAKE.toNanos();
        return !awake && !rest.hours().include(LocalDateTime.now(clock)) && !isDue(station);
    }

    private boolean isDue(Station station) {
        return station.current().isPresent()
                || station.next()
                        .map(MeetingBoard::meeting)
                        .filter(meeting -> !clock.instant()
                                .isBefore(meeting.window().opens().toInstant().minus(rest.lead())))
                        .isPresent();
    }
}
