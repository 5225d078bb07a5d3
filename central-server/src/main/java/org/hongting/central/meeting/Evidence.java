package org.hongting.central.meeting;

import org.hongting.protocol.attendance.Presence;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;

/// One arrival as one terminal saw it, with the way back to the record.
///
/// @param repeated the kiosk knew the member had arrived already
public record Evidence(
        MemberId member, TerminalId terminal, EpochId epoch, long seq, boolean repeated, Presence.Evidence seen) {}
