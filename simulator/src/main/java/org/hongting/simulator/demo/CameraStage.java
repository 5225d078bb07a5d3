package org.hongting.simulator.demo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.hongting.device.sim.PhotographedCode;

/// Holds pictures before the terminal's camera: each is moved into the folder that the camera looks at, whole.
final class CameraStage {
    private final Path folder;
    private int shown;

    CameraStage(Path folder) {
        this.folder = folder;
    }

    /// Holds up a code as somebody might: turned, tilted, dim, in a way that depends on its number.
    void show(String code) throws IOException {
        show(asPhotographed(code, shown).picture());
    }

    /// Pictures already there are not shown again by a terminal that starts anew.
    void clear() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private void show(BufferedImage picture) throws IOException {
        Path hidden = folder.resolve(".next.png");
        ImageIO.write(picture, "png", hidden.toFile());
        Files.move(hidden, folder.resolve("%06d.png".formatted(shown)), StandardCopyOption.ATOMIC_MOVE);
        shown++;
    }

    private static PhotographedCode asPhotographed(String code, int number) {
        PhotographedCode straight = PhotographedCode.of(code);
        return switch (number % 5) {
            case 0 -> straight;
            case 1 -> straight.held(new PhotographedCode.Pose(17, 0, 0, 0.6));
            case 2 -> straight.in(new PhotographedCode.Light(0.45, 0.2, 0, 4, false));
            case 3 -> straight.held(new PhotographedCode.Pose(-8, 20, 12, 0.65));
            default ->
                straight.held(new PhotographedCode.Pose(90, 10, -15, 0.6))
                        .in(new PhotographedCode.Light(0.7, 0.1, 1, 3, false));
        };
    }
}
