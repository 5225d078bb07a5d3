package org.hongting.kiosk.checkin;

/// The desks of one terminal: the one at the door, and those at its touch screen.
public record Desks(CheckInDesk door, TouchDesk touch, MeetingDesk meetings, MemberDesk member) {}
