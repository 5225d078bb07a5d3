package org.hongting.device.decode;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

    /// A folder without a picture is named itself, so that it is reported and not passed over.
    private static List<Path> filesOf(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.walk(path, DEEPEST_FOLDER)) {
            List<Path> pictures = files.filter(Files::isRegularFile)
                    .filter(PictureFile::isOne)
                    .sorted()
                    .toList();
            return pictures.isEmpty() ? List.of(path) : pictures;
        }
    }

    private Finding look(Path file) {
        Stopwatch stopwatch = new Stopwatch();
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("a folder without pictures");
            }
            @Nullable
            String code = new PictureFile(file).look(stopwatch::decode).orElse(null);
            return new Finding(file, code, stopwatch.millis(), null);
        } catch (IOException unreadable) {
            String reason = unreadable.getMessage();
            return new Finding(file, null, stopwatch.millis(), reason == null ? "cannot be read" : reason);
        }
    }

    private static String line(Finding finding) {
        if (finding.error() != null) {
            return "%s: %s".formatted(finding.file(), finding.error());
        }
        String held = finding.code() == null ? "no code" : printable(finding.code());
        return "%s: %s (%.1f ms)".formatted(finding.file(), held, finding.millis());
    }

    /// A code is foreign text: no control character of it may reach the terminal window.
    private static String printable(String code) {
        return code.codePoints()
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
