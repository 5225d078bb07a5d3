package org.hongting.kiosk.screen.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import org.hongting.kiosk.ui.Fonts;
import org.hongting.kiosk.ui.Look;

/// Paints the gallery: `GalleryMain FOLDER` writes every piece, `GalleryMain --covers FOLDER` the two pictures that
/// the read-me shows. Runs without a display with `-Dglass.platform=Headless -Dprism.order=sw`.
public final class GalleryMain {
    private GalleryMain() {}

    public static void main(String[] arguments) {
        boolean covers = arguments.length == 2 && arguments[0].equals("--covers");
        if (!covers && arguments.length != 1) {
            System.err.println("Which folder? GalleryMain [--covers] FOLDER");
            System.exit(2);
        }
        Path folder = Path.of(arguments[arguments.length - 1]);
        CompletableFuture<Integer> painted = new CompletableFuture<>();
        Platform.startup(() -> {
            try {
                painted.complete(covers ? paintCovers(folder) : paintAll(folder));
            } catch (IOException | RuntimeException e) {
                painted.completeExceptionally(e);
            }
        });
        System.out.println(painted.join() + " pictures in " + folder);
        Platform.exit();
    }

    private static int paintAll(Path folder) throws IOException {
        prepare();
        List<Piece> pieces = Gallery.pieces();
        for (Piece piece : pieces) {
            Gallery.paint(piece, folder.resolve(piece.name() + ".png"));
        }
        return pieces.size();
    }

    private static int paintCovers(Path folder) throws IOException {
        prepare();
        List<Piece> covers = Gallery.covers();
        for (Piece piece : covers) {
            Gallery.paint(piece, folder.resolve(coverName(piece)));
        }
        return covers.size();
    }

    /// Like `kiosk-checkin.zh-CN.png`.
    static String coverName(Piece piece) {
        return "kiosk-checkin." + piece.appearance().language().locale().toLanguageTag() + ".png";
    }

    private static void prepare() {
        Look.replaceToolkitTheme();
        Fonts.load();
    }
}
