package org.hongting.simulator.architecture.planted.kiosk.screen;

import java.nio.file.Files;

/// Breaks: no disk or network where the screen is drawn.
public final class DiskView {
    public Class<?> forbidden() {
        return Files.class;
    }
}
