package org.hongting.simulator.demo;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.hongting.kiosk.ui.Fonts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bench as a small window at the screen's left edge, the kiosk's window to its right: a button for each thing that
/// can happen at a door. What takes long
/// is done on a thread of its own, one after the other.
final class BenchWindow {
    private static final int WIDTH = 360;
    private static final int GAP = 20;
    private static final int LINES_FOR_OUTCOME = 84;
    private static final int TITLE_BAR = 40;
    private static final Logger LOG = LoggerFactory.getLogger(BenchWindow.class);

    private final Bench bench;
    private final ExecutorService work = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("bench").factory());
    private final Label said = new Label("请选择 · choose");
    private final VBox column = new VBox();

    private BenchWindow(Bench bench) {
        this.bench = bench;
    }

    /// Starts the toolkit and looks how much room the screen has beside the bench.
    ///
    /// @return size and place of the kiosk's window, as its option takes them
    /// @throws DemoFailure if there is no display after all
    static String placeForKiosk() throws InterruptedException {
        CompletableFuture<Rectangle2D> screen = new CompletableFuture<>();
        try {
            Platform.startup(() -> screen.complete(Screen.getPrimary().getVisualBounds()));
        } catch (UnsupportedOperationException e) {
            throw new DemoFailure("the display cannot be opened; 'demo --headless' does without", e);
        }
        Rectangle2D room = screen.join();
        int x = (int) room.getMinX() + WIDTH + GAP;
        int width = Math.clamp((int) room.getMaxX() - x, 640, 1280);
        int height = Math.clamp((int) room.getHeight() - TITLE_BAR, 480, 800);
        return width + "x" + height + "+" + x + "+" + (int) room.getMinY();
    }

    /// Opens the window, once the toolkit was started, and returns when it is closed.
    static void open(Bench bench) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Platform.setImplicitExit(false);
        Platform.runLater(() -> new BenchWindow(bench).show(closed::countDown));
        closed.await();
    }

    private void show(Runnable onClosed) {
        Fonts.load();
        add("刷一张卡  ·  tap a card", bench::tapCard);
        add("出示党员码  ·  show a badge", bench::showBadge);
        add("同一个人再来  ·  the same again", bench::sameAgain);
        add("陌生的卡  ·  unknown card", bench::strangersCard);
        add("陌生的码  ·  foreign code", bench::foreignCode);
        add("拔/插网线  ·  pull or plug the network", bench::pullOrPlugNetwork);
        add("停/启中心  ·  kill or start the centre", bench::killOrStartCentre);
        add("断电重启终端  ·  restart the terminal", bench::restartTerminal);
        said.setWrapText(true);
        said.setMinHeight(LINES_FOR_OUTCOME);
        column.getChildren().add(said);
        column.getStyleClass().add("bench");
        Scene scene = new Scene(column);
        scene.getStylesheets().add(BenchWindow.class.getResource("bench.css").toExternalForm());
        Stage stage = new Stage();
        stage.setTitle("红亭 · bench");
        stage.setScene(scene);
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        stage.setX(room.getMinX());
        stage.setY(room.getMinY());
        stage.setWidth(WIDTH);
        stage.setOnHidden(_ -> onClosed.run());
        stage.show();
    }

    private void add(String words, Callable<String> act) {
        Button button = new Button(words);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(_ -> {
            said.setText("…");
            work.execute(() -> perform(act));
        });
        column.getChildren().add(button);
    }

    private void perform(Callable<String> act) {
        String outcome;
        try {
            outcome = act.call();
        } catch (Exception e) {
            LOG.warn("the bench failed", e);
            outcome = "that did not work: " + e.getMessage();
        }
        String sentence = outcome;
        Platform.runLater(() -> said.setText(sentence));
    }
}
