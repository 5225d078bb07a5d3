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
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

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

    /// Opens without a password, and forbids to print.
    SourceFolder restrictedPdf(String path) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(PDRectangle.A4));
            AccessPermission little = new AccessPermission();
            little.setCanPrint(false);
            document.protect(new StandardProtectionPolicy("owner", "", little));
            document.save(folder.resolve(path).toFile());
        }
        return this;
    }

    /// A page of parts that each call the next one several times: nobody lives to see it drawn.
    SourceFolder endlessPdf(String path) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDFormXObject inner = new PDFormXObject(document);
            inner.setBBox(PDRectangle.A4);
            for (int i = 0; i < 30; i++) {
                PDFormXObject outer = new PDFormXObject(document);
                outer.setBBox(PDRectangle.A4);
                outer.setResources(new PDResources());
                call(inner, outer.getResources(), outer.getStream());
                inner = outer;
            }
            PDPage page = new PDPage(PDRectangle.A4);
            page.setResources(new PDResources());
            PDStream content = new PDStream(document);
            call(inner, page.getResources(), content);
            page.setContents(content);
            document.addPage(page);
            document.save(folder.resolve(path).toFile());
        }
        return this;
    }

    private static void call(PDFormXObject inner, PDResources resources, PDStream content) throws IOException {
        String name = resources.add(inner).getName();
        try (OutputStream out = content.createOutputStream()) {
            out.write(("/" + name + " Do ").repeat(4).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
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
