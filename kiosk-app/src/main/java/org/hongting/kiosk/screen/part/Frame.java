package org.hongting.kiosk.screen.part;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.hongting.kiosk.checkin.Station;

/// What surrounds every state of the screen.
///
/// @param now the minute the clock shows
/// @param station the newest local figures, once there are any
public record Frame(Place place, ZonedDateTime now, Optional<Station> station) {}
