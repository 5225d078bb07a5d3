package org.hongting.kiosk.ui;

/// How much a screen may move. Motion is short and never needed to understand anything.
public enum Motion {
    FULL,
    /// Nothing moves: for people who ask for it, and for pictures.
    REDUCED
}
