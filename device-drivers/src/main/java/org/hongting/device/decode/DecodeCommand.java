package org.hongting.device.decode;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hongting.device.camera.LuminanceFrame;
import org.hongting.device.camera.QrDecoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `decode PATH…`: which QR code each picture holds, and how many milliseconds finding it took (reading the
/// file not counted).
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Says which QR code each picture holds, and how many milliseconds finding it took.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every picture held a code",
            "1:at least one picture held none",
            "2:wrong usage, or a file that cannot be read as a picture"
        })
public final class DecodeCommand implements Callable<Integer> {
    private static final int DEEPEST_FOLDER = 16;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Pictures (JPEG, PNG; others and films through ffmpeg), or folders of them.")
    private List<Path> paths = List.of();

    @Option(names = "--json", description = "Print one JSON object instead of lines for people.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final QrDecoder decoder = new QrDecoder();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DecodeCommand()).execute(arguments));
    }

    private record Finding(
            Path file,
            @Nullable String code,
            double millis,
            @Nullable String error) {}

    /// Times only the decoder.
    private final class Stopwatch {
        private long nanos;

        Optional<String> decode(LuminanceFrame frame) {
            long before = System.nanoTime();
            Optional<String> found = decoder.decode(frame);
            nanos += System.nanoTime() - before;
            return found;
        }

        double millis() {
            return Math.round(nanos / 10_000.0) / 100.0;
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        List<Finding> findings = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : filesOf(path)) {
                Finding finding = look(file);
                findings.add(finding);
                if (!json) {
                    out.println(line(finding));
                    out.flush();
                }
            }
        }
        if (json) {
            out.println(object(findings));
        }
        out.flush();
        if (findings.stream().anyMatch(finding -> finding.error() != null)) {
            return 2;
        }
        return findings.stream().anyMatch(finding -> finding.code() == null) ? 1 : 0;
    }

    /// A folder without a picture, or one that cannot be read, is named itself, so that it is reported and not passed
    /// over.
    private static List<Path> filesOf(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(path, Set.of(), DEEPEST_FOLDER, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file) && PictureFile.isOne(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException unreadable) {
                if (unreadable != null) {
                    found.add(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found.isEmpty() ? List.of(path) : found;
    }

    private Finding look(Path file) {
        Stopwatch stopwatch = new Stopwatch();
        try {
            if (Files.isDirectory(file)) {
                throw new IOException(
                        Files.isReadable(file) ? "a folder without pictures" : "a folder that cannot be read");
            }
            @Nullable
            String code = new PictureFile(file).look(stopwatch::decode).orElse(null);
            return new Finding(file, code, stopwatch.millis(), null);
        } catch (IOException unreadable) {
            String reason = unreadable.getMessage();
            return new Finding(file, null, stopwatch.millis(), reason == null ? "cannot be read" : reason);
        } catch (OutOfMemoryError _) {
            return new Finding(file, null, stopwatch.millis(), "too large for this machine's memory");
        }
    }

    private static String line(Finding finding) {
        if (finding.error() != null) {
            return "%s: %s".formatted(printable(finding.file().toString()), printable(finding.error()));
        }
        String held = finding.code() == null ? "no code" : printable(finding.code());
        return "%s: %s (%.1f ms)".formatted(printable(finding.file().toString()), held, finding.millis());
    }

    /// A code or a file's name is foreign text: no control character of it may reach the terminal window.
    private static String printable(String text) {
        return text.codePoints()
                .map(character -> Character.isISOControl(character) ? '\uFFFD' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String object(List<Finding> findings) {
        List<Map<String, @Nullable Object>> pictures = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, @Nullable Object> picture = new LinkedHashMap<>();
            picture.put("file", finding.file().toString());
            picture.put("code", finding.code());
            picture.put("millis", finding.millis());
            if (finding.error() != null) {
                picture.put("error", finding.error());
            }
            pictures.add(picture);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("pictures", pictures);
        object.put(
                "held",
                findings.stream().filter(finding -> finding.code() != null).count());
        object.put(
                "none",
                findings.stream()
                        .filter(finding -> finding.code() == null && finding.error() == null)
                        .count());
        object.put(
                "unreadable",
                findings.stream().filter(finding -> finding.error() != null).count());
        return JsonMapper.shared().writeValueAsString(object);
    }
}
