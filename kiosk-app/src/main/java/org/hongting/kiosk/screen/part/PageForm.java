package org.hongting.kiosk.screen.part;

import org.hongting.kiosk.ui.Motion;
import org.hongting.kiosk.ui.Texts;

/// How a page is to be laid out and worded.
///
/// @param portrait blocks are stacked
/// @param larger the elderly mode: fewer things
public record PageForm(Texts texts, boolean portrait, boolean larger, Motion motion) {}
