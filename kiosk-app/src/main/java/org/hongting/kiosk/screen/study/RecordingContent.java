package org.hongting.kiosk.screen.study;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.media.Media;
import javafx.scene.media.MediaException;
import javafx.scene.media.MediaPlayer;
import javafx.scene.media.MediaView;
import javafx.util.Duration;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// A film or a recording. Only a clock that runs as fast as time does is told to the model; where this machine cannot
/// play it, the page says so and no time runs.
final class RecordingContent implements ReaderPane.Content {
    private static final int MINUTE = 60;
    private static final Duration BACK = Duration.seconds(10);
    private static final double SLOWEST = 0.9;
    private static final double FASTEST = 1.1;
    private static final double NANOS = 1e9;

    /// Seconds.
    private static final double PATIENCE = 5;

    private final StudyViewModel model;
    private final Texts texts;
    private final StackPane place = new StackPane();
    private final Label clock = Parts.word("", "text-36");
    private final Button play;
    private Optional<MediaPlayer> player = Optional.empty();
    private boolean heldBack;
    private double base = -1;
    private long baseNanos;

    RecordingContent(StudyViewModel model, StudyPage.Reader.Recording recording, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.play = PageParts.action(texts.text("reader.pause"), this::toggle, "primary");
        place.getStyleClass().add("recording");
        try {
            MediaPlayer made =
                    new MediaPlayer(new Media(recording.file().toUri().toString()));
            player = Optional.of(made);
            lay(made, recording);
        } catch (MediaException _) {
            trouble();
        }
    }

    private void lay(MediaPlayer player, StudyPage.Reader.Recording recording) {
        player.setOnError(this::trouble);
        player.setOnReady(() -> {
            player.seek(Duration.seconds(model.second()));
            if (!heldBack) {
                player.play();
            }
        });
        player.setOnEndOfMedia(() -> play.setText(texts.text("reader.play")));
        player.currentTimeProperty()
                .addListener((_, _, now) ->
                        at(now.toSeconds(), player.getTotalDuration().toSeconds()));
        StackPane picture = new StackPane();
        if (recording.film()) {
            MediaView view = new MediaView(player);
            view.setPreserveRatio(true);
            view.fitWidthProperty().bind(picture.widthProperty());
            view.fitHeightProperty().bind(picture.heightProperty());
            picture.getChildren().add(view);
            picture.setMinSize(0, 0);
        } else {
            picture.getChildren().add(Parts.label(texts.text("reader.listening"), "muted", "text-48"));
        }
        place.getChildren()
                .setAll(Parts.column(
                        "recording-column",
                        Parts.grow(picture),
                        Parts.row(
                                "recording-keys",
                                PageParts.action(texts.text("reader.back-ten"), this::rewind),
                                play,
                                clock)));
    }

    private void trouble() {
        place.getChildren()
                .setAll(Parts.column(
                        "touch-notice",
                        PageParts.heading(texts.text("reader.no-media")),
                        Parts.label(texts.text("reader.no-media-next"), "muted", "text-36")));
    }

    private void at(double second, double whole) {
        clock.setText(clockOf(second) + " / " + clockOf(whole));
        long now = System.nanoTime();
        if (base < 0) {
            startFrom(second, now);
            return;
        }
        if (Math.floor(second) == Math.floor(base)) {
            return;
        }
        double elapsed = (now - baseNanos) / NANOS;
        double rate = (second - base) / elapsed;
        if (rate >= SLOWEST && rate <= FASTEST) {
            model.plays((int) base, (int) second);
            startFrom(second, now);
        } else if (elapsed > PATIENCE || second < base) {
            startFrom(second, now);
        }
    }

    /// A screen that stutters makes one second too long and the next too short: what counts is the way of some
    /// seconds.
    private void startFrom(double second, long now) {
        base = second;
        baseNanos = now;
    }

    private static String clockOf(double seconds) {
        int whole = Double.isNaN(seconds) || Double.isInfinite(seconds) ? 0 : (int) seconds;
        return String.format(java.util.Locale.ROOT, "%d:%02d", whole / MINUTE, whole % MINUTE);
    }

    private void toggle() {
        base = -1;
        player.ifPresent(playing -> {
            if (playing.getStatus() == MediaPlayer.Status.PLAYING) {
                playing.pause();
                play.setText(texts.text("reader.play"));
                return;
            }
            if (playing.getCurrentTime().greaterThanOrEqualTo(playing.getTotalDuration())) {
                playing.seek(Duration.ZERO);
            }
            playing.play();
            play.setText(texts.text("reader.pause"));
        });
    }

    private void rewind() {
        player.ifPresent(playing -> {
            Duration to = playing.getCurrentTime().subtract(BACK);
            playing.seek(to.lessThan(Duration.ZERO) ? Duration.ZERO : to);
            base = -1;
        });
    }

    @Override
    public Node node() {
        return place;
    }

    @Override
    public boolean update(StudyPage.Reader next) {
        return next instanceof StudyPage.Reader.Recording;
    }

    /// A film that nobody watches stops, and goes on where somebody is there again.
    @Override
    public void attention(StudyPage.Attention attention) {
        boolean hold = attention == StudyPage.Attention.PAUSED || attention == StudyPage.Attention.AWAY;
        if (hold == heldBack) {
            return;
        }
        heldBack = hold;
        base = -1;
        player.ifPresent(hold ? MediaPlayer::pause : MediaPlayer::play);
    }

    @Override
    public void end() {
        player.ifPresent(MediaPlayer::dispose);
        player = Optional.empty();
    }
}
