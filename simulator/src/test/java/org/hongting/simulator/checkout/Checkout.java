package org.hongting.simulator.checkout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The folder this build runs in, and the launcher at its root.
final class Checkout {
    private static final Set<String> FOREIGN = Set.of("target", ".git", ".hongting", ".idea", ".vscode", ".settings");

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
        return files().stream().filter(file -> file.toString().endsWith(".md")).toList();
    }

    /// Every file that belongs to the project: what `.gitignore` names and git's own folder stay out.
    static List<Path> files() throws IOException {
        Path root = root();
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean foreign =
                        FOREIGN.contains(folder.getFileName().toString()) || folder.equals(root.resolve("data"));
                return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (!name.equals(".git") && !name.matches(".*\\.(class|log|iml)")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    static Outcome launch(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return launch(root(), environment, arguments);
    }

    /// Starts the launcher of another folder.
    static Outcome launch(Path checkout, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path stdout = Files.createTempFile("launcher", ".out");
        Path stderr = Files.createTempFile("launcher", ".err");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(checkout.resolve("hongting").toString()), Stream.of(arguments))
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
