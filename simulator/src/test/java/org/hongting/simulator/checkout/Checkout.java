package org.hongting.simulator.checkout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The folder this build runs in, and the launcher at its root.
final class Checkout {
    private Checkout() {}

    /// How a command ended.
    record Outcome(int status, String stdout, String stderr) {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("hongting"))) {
            folder = folder.resolve("..").normalize();
        }
        return folder;
    }

    /// All documents, without what the build or the launcher wrote.
    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().matches(".*/(target|\\.git|\\.hongting|node_modules)/.*"))
                    .toList();
        }
    }

    static Outcome launch(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path stdout = Files.createTempFile("launcher", ".out");
        Path stderr = Files.createTempFile("launcher", ".err");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(root().resolve("hongting").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().putAll(environment);
        builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
        int status = builder.start().waitFor();
        return new Outcome(status, text(stdout), text(stderr));
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
