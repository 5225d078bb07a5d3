package org.hongting.central.course.build;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/// Files as people have them, made for a test.
public final class SourceFolder {
    private final Path folder;

    public SourceFolder(Path folder) {
        this.folder = folder;
    }

    public Path path() {
        return folder;
    }

    public SourceFolder describe(String id, int edition) throws IOException {
        return text("course.json", """
                {"id":"%s","edition":%d,"title":"党章学习","language":"zh-CN",
                 "rights":{"holder":"红亭大学","terms":"校内学习使用"}}""".formatted(id, edition));
    }

    public SourceFolder text(String path, String content) throws IOException {
        Files.createDirectories(folder.resolve(path).resolveSibling(""));
        Files.writeString(folder.resolve(path), content);
        return this;
    }

    SourceFolder picture(String path, int width, int height) throws IOException {
        Files.createDirectories(folder.resolve(path).resolveSibling(""));
        ImageIO.write(
                new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB),
                path.endsWith("png") ? "png" : path.endsWith("gif") ? "gif" : "jpg",
                folder.resolve(path).toFile());
        return this;
    }

    SourceFolder pdf(String path, int pages, String password) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage(PDRectangle.A4));
            }
            if (!password.isEmpty()) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(folder.resolve(path).toFile());
        }
        return this;
    }

    SourceFolder zip(String path, String... namesAndContents) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(path));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return this;
    }

    SourceFolder film(String path, String... how) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(how));
        command.add(folder.resolve(path).toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("no film could be made");
        }
        return this;
    }
}
