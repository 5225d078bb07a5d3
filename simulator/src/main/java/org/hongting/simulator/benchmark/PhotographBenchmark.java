package org.hongting.simulator.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.hongting.device.camera.LuminanceFrame;
import org.hongting.device.camera.QrDecoder;
import org.hongting.device.sim.PlainQrReader;

/// Photographs of QR codes of any kind, and what ZXing alone reads of them.
final class PhotographBenchmark {
    private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

    private PhotographBenchmark() {}

    static List<Row> run(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(PhotographBenchmark::isPicture).sorted().toList();
        }
        QrDecoder decoder = new QrDecoder();
        int seen = 0;
        int read = 0;
        int misread = 0;
        int plain = 0;
        int both = 0;
        for (Path file : files) {
            BufferedImage picture = ImageIO.read(file.toFile());
            if (picture == null) {
                continue; // no picture, whatever its name says
            }
            seen++;
            PlainQrReader peer = new PlainQrReader(picture);
            Optional<String> said = decoder.decode(LuminanceFrame.of(picture));
            read += said.isPresent() ? 1 : 0;
            misread += said.filter(text -> isWrong(text, file)).isPresent() ? 1 : 0;
            plain += peer.read().isPresent() ? 1 : 0;
            both += peer.readWithBoth().isPresent() ? 1 : 0;
        }
        return List.of(
                Row.of("photographs that ZXing's plain reader reads, of " + seen, plain, "photographs"),
                Row.atLeast(
                        "photographs read, of " + seen + " (more than ZXing's two binarisers)",
                        read,
                        "photographs",
                        both + 1),
                Row.below("photographs read wrongly", misread, "photographs", 0));
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return PICTURES.stream().anyMatch(name::endsWith);
    }

    /// Only what stands beside the picture can tell.
    private static boolean isWrong(String said, Path picture) {
        String name = picture.getFileName().toString();
        Path text = picture.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".txt");
        try {
            return Files.exists(text) && !inLines(said).equals(inLines(Files.readString(text)));
        } catch (IOException e) {
            return false; // in another encoding: it tells nothing
        }
    }

    private static String inLines(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
