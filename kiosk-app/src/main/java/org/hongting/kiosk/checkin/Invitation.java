package org.hongting.kiosk.checkin;

import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;

/// Somebody in charge lets people in to a meeting that does not expect them.
public record Invitation(MeetingId meeting, MemberId by) {}
