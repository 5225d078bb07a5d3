package org.hongting.simulator.architecture.planted.kiosk.lesson;

import javafx.scene.media.MediaPlayer;

/// Breaks: the player only on the study screen.
public final class LessonKnowsMedia {
    public Class<?> forbidden() {
        return MediaPlayer.class;
    }
}
