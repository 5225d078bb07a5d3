package org.hongting.kiosk.table;

import org.hongting.protocol.identity.BranchId;

/// A unit of the organisation, as somebody in charge chooses one.
///
/// @param kind `school`, `committee`, `branch` or `group`
public record Unit(BranchId id, String name, String kind) {}
