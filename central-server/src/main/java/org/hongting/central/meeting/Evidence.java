package org.hongting.central.meeting;

import org.hongting.protocol.attendance.Presence;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Fact;
import org.jspecify.annotations.Nullable;

/// One arrival or departure as one terminal saw it, with the way back to the record.
///
/// @param repeated the kiosk knew the member had arrived already
/// @param departed the member left
/// @param mark who said so and why, where somebody in charge did
public record Evidence(
        MemberId member,
        TerminalId terminal,
        EpochId epoch,
        long seq,
        boolean repeated,
        boolean departed,
        Presence.Evidence seen,
        Fact.@Nullable Mark mark) {}
