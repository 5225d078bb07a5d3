package org.hongting.central.course.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.course.RefusedCourse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// An EPUB: a zip of web pages in an order. Nothing of it is unpacked by name.
///
/// @param chapters each page with its path in the book, in the order of reading
record Book(String title, Map<String, String> chapters) {
    private static final int ENTRIES = 5000;
    private static final int PAGE_BYTES = 8 * 1024 * 1024;
    private static final long BYTES = 256L * 1024 * 1024;

    /// @throws RefusedCourse if it is none, or more than a book may be
    static Book read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > ENTRIES) {
                throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.BOOK_FILES, zip.size(), ENTRIES));
            }
            if (zip.getEntry("META-INF/encryption.xml") != null && zip.getEntry("META-INF/rights.xml") != null) {
                throw new Refusal(RefusedCourse.Reason.ENCRYPTED, Said.of(Sentence.BOOK_PROTECTED));
            }
            Element root = xml(zip, "META-INF/container.xml").selectFirst("rootfile");
            String packagePath = root == null ? "" : root.attr("full-path");
            Document listing = xml(zip, packagePath);
            Map<String, String> pages = new LinkedHashMap<>();
            long bytes = 0;
            for (String path : spine(listing, Paths.folderOf(packagePath))) {
                String page = page(zip, path);
                bytes += page.length();
                if (bytes > BYTES) {
                    throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.BOOK_LARGE));
                }
                pages.put(path, page);
            }
            if (pages.isEmpty()) {
                throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.BOOK_NO_PAGES));
            }
            Element title = listing.getElementsByTag("dc:title").first();
            return new Book(title == null ? "" : title.text().strip(), pages);
        } catch (ZipException | IllegalArgumentException e) {
            throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.BOOK_NO_EPUB), e);
        }
    }

    /// The bytes of a file in the book; none where there is no such file, or too long a one.
    static byte[] bytes(Path file, String path) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(path);
            return entry == null ? new byte[0] : capped(zip, entry);
        }
    }

    private static List<String> spine(Document listing, String folder) {
        List<String> paths = new ArrayList<>();
        for (Element reference : listing.getElementsByTag("itemref")) {
            listing.getElementsByTag("item").stream()
                    .filter(item -> item.attr("id").equals(reference.attr("idref")))
                    .map(item -> Paths.resolved(folder, item.attr("href")))
                    .filter(path -> !paths.contains(path))
                    .findFirst()
                    .ifPresent(paths::add);
        }
        return paths;
    }

    private static Document xml(ZipFile zip, String path) throws IOException {
        return Jsoup.parse(page(zip, path), Parser.xmlParser());
    }

    private static String page(ZipFile zip, String path) throws IOException {
        ZipEntry entry = zip.getEntry(path);
        if (entry == null) {
            throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.BOOK_PART_MISSING));
        }
        byte[] bytes = capped(zip, entry);
        if (bytes.length == 0) {
            throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.BOOK_PAGE));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] capped(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            byte[] bytes = content.readNBytes(PAGE_BYTES + 1);
            return bytes.length > PAGE_BYTES ? new byte[0] : bytes;
        }
    }
}
