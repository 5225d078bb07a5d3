package org.hongting.kiosk.checkin;

/// The group that studies before this screen, as everybody may see it.
///
/// @param asked whether its leader is to say who is still there
public record GroupBoard(int people, boolean asked) {}
