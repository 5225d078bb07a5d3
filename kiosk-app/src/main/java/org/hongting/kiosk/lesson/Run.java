package org.hongting.kiosk.lesson;

/// Some words of a block that look alike.
public record Run(String text, boolean strong, boolean emphasised) {}
