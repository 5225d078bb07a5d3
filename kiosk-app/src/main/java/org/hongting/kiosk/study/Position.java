package org.hongting.kiosk.study;

import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Studied;

/// What of a lesson somebody has before them.
///
/// @param place the part that stands first on the screen: a page, a paragraph, a second
/// @param seen all parts that stand on the screen
/// @param studied how long they may look at it
public record Position(int place, Coverage seen, Studied studied) {}
