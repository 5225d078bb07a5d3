package org.hongting.kiosk.checkin;

import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.document.MeetingEntry;

/// A meeting with its heads at one moment: what the screen shows of it.
public record MeetingBoard(MeetingEntry meeting, Headcount headcount) {}
