package org.hongting.kiosk.table;

/// Somebody whom a search found.
///
/// @param ending the last two signs of the student number, to tell people of one masked name apart
public record Candidate(Attendee attendee, String ending) {}
