package org.hongting.kiosk.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;

/// The terminal's clock, from the best that this machine has at the moment:
///
/// 1. the centre's signed time, carried on by the monotonic clock of this boot;
/// 2. the system's clock, if a time source disciplines it;
/// 3. the system's clock, if a battery-backed clock set it;
/// 4. the system's clock as a guess.
///
/// None of them is believed below the floor: the latest moment that certainly has been (this build, and what
/// [FloorTable] kept: the last signed time of the centre, which comes with every document, and the last time a time
/// source vouched for). A time that nothing vouched for raises no floor: one wrong year would stand for ever. A clock
/// below it has stood still or gone back, so the floor is told instead, as a guess, carried on by the monotonic clock:
/// what happens one after the other must not seem to happen at once. Safe for use by many threads.
public final class SystemTerminalClock implements TerminalClock {
    /// Where the moments come from; another source is given in tests.
    ///
    /// @param wall the system's clock
    /// @param monotonic nanoseconds that only go forward within this boot
    /// @param hardware what disciplines the system's clock
    /// @param zone serves until the school's is known
    public record Sources(
            InstantSource wall, LongSupplier monotonic, ClockHardware hardware, BootId boot, ZoneId zone) {
        /// This machine's own.
        public static Sources ofThisMachine() {
            return new Sources(
                    InstantSource.system(),
                    System::nanoTime,
                    new LinuxClockHardware(),
                    LinuxClockHardware.bootId(),
                    ZoneId.systemDefault());
        }
    }

    private record Floor(Instant at, long monotonicNanos) {
        Instant carried(long monotonic) {
            return at.plus(Duration.ofNanos(monotonic - monotonicNanos));
        }
    }

    private record ServerMoment(Instant at, long monotonicNanos) {}

    private final Sources sources;
    private final AtomicReference<Floor> floor;
    private final AtomicReference<Optional<ServerMoment>> server = new AtomicReference<>(Optional.empty());
    private volatile ZoneId zone;

    public SystemTerminalClock(Sources sources, Instant floor) {
        this.sources = sources;
        this.zone = sources.zone();
        this.floor = new AtomicReference<>(new Floor(floor, sources.monotonic().getAsLong()));
    }

    /// Takes a signed time of the centre that was received just now. It may set the clock back: whoever calls
    /// this knows that it answers what was asked just now.
    public void onServerTime(Instant serverTime) {
        server.set(Optional.of(new ServerMoment(serverTime, sources.monotonic().getAsLong())));
        raiseFloor(serverTime);
    }

    /// From now on readings are in the school's zone: their day is the one by which the centre judges.
    ///
    /// @param told nothing: this machine's own zone serves
    public void moveTo(Optional<ZoneId> told) {
        zone = told.orElse(sources.zone());
    }

    /// The zone of the readings.
    public ZoneId zone() {
        return zone;
    }

    /// Learns of a moment that certainly has been.
    public void raiseFloor(Instant moment) {
        Floor heard = new Floor(moment, sources.monotonic().getAsLong());
        floor.accumulateAndGet(heard, (held, told) -> told.at().isAfter(held.at()) ? told : held);
    }

    /// The earliest that now can be.
    public Instant floor() {
        return floor.get().at();
    }

    /// By which certificates are judged: now, where that is proven, and else the floor. A clock that nothing vouches
    /// for may be years ahead, and would take a good certificate for one that is over; the site's long-lived ones
    /// begin before any floor.
    public Instant certificateTime() {
        ClockReading now = read();
        return now.quality() == ClockQuality.SYNCED
                ? now.wall().toInstant()
                : floor.get().carried(now.monotonicNanos());
    }

    @Override
    public ClockReading read() {
        long monotonic = sources.monotonic().getAsLong();
        Optional<ServerMoment> moment = server.get();
        if (moment.isPresent()) {
            Instant carried = moment.get()
                    .at()
                    .plus(Duration.ofNanos(monotonic - moment.get().monotonicNanos()));
            return reading(carried, ClockQuality.SYNCED, monotonic);
        }
        Instant wall = sources.wall().instant();
        Floor lowest = floor.get();
        if (wall.isBefore(lowest.at())) {
            return reading(lowest.carried(monotonic), ClockQuality.GUESSED, monotonic);
        }
        return reading(wall, quality(), monotonic);
    }

    private ClockQuality quality() {
        if (sources.hardware().isDisciplined()) {
            return ClockQuality.SYNCED;
        }
        return sources.hardware().hasBatteryClock() ? ClockQuality.RTC : ClockQuality.GUESSED;
    }

    private ClockReading reading(Instant at, ClockQuality quality, long monotonic) {
        return new ClockReading(OffsetDateTime.ofInstant(at, zone), quality, sources.boot(), monotonic);
    }
}
