package org.hongting.kiosk.ui;

import java.util.Set;
import java.util.function.LongSupplier;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Leads everything that is typed into a scene to a [KeySink] before any control sees it, so that a scan is read
/// whatever has the focus and its closing Enter presses no button. Function keys and shortcuts pass, and a text that
/// somebody writes gets its keys too. FX thread only.
public final class KeyCapture implements AutoCloseable {
    /// Keys that would operate a focused control.
    private static final Set<KeyCode> OPERATING = Set.of(KeyCode.ENTER, KeyCode.TAB, KeyCode.SPACE);

    private final Scene scene;
    private final KeySink sink;
    private final LongSupplier nanoTime;
    private final EventHandler<KeyEvent> filter = this::handle;

    public KeyCapture(Scene scene, KeySink sink, LongSupplier nanoTime) {
        this.scene = scene;
        this.sink = sink;
        this.nanoTime = nanoTime;
        scene.addEventFilter(KeyEvent.ANY, filter);
    }

    private void handle(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        boolean written = scene.getFocusOwner() instanceof TextInputControl;
        if (event.getEventType() == KeyEvent.KEY_TYPED) {
            // Enter and Tab are taken from their key, which every platform reports alike.
            event.getCharacter().chars().filter(symbol -> symbol >= ' ').forEach(this::typed);
            if (!written) {
                event.consume();
            }
        } else if (OPERATING.contains(event.getCode())) {
            if (event.getEventType() == KeyEvent.KEY_PRESSED && event.getCode() != KeyCode.SPACE) {
                typed(event.getCode() == KeyCode.TAB ? '\t' : '\r');
            }
            if (!written || event.getCode() == KeyCode.TAB) {
                event.consume();
            }
        }
    }

    private void typed(int symbol) {
        sink.typed((char) symbol, nanoTime.getAsLong());
    }

    @Override
    public void close() {
        scene.removeEventFilter(KeyEvent.ANY, filter);
    }
}
