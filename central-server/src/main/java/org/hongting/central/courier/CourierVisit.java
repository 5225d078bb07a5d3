package org.hongting.central.courier;

import java.time.Instant;

/// When a station's file was last taken in.
///
/// @param stored records that were new then
/// @param whole false if the file was torn or damaged: what is missing comes with the next one
public record CourierVisit(Instant at, long stored, boolean whole) {}
