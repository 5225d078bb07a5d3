package org.hongting.central.rollout;

import org.hongting.protocol.identity.TerminalId;

/// A terminal of the site, whether or not it takes part.
///
/// @param building where it stands
/// @param isWorking whether people can check in there now
public record Kiosk(TerminalId terminal, String building, boolean isWorking) {}
