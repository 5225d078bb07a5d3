package org.hongting.central.course.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.central.platform.csv.CsvText;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile.MediaType;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.course.RefusedCourse;

/// Makes of each file of a folder what terminals can show. What it makes goes into a folder of its own.
final class Preparation {
    /// Of what a text is made of: a page has much around its words.
    private static final int SOURCE_BYTES = 8 * 1024 * 1024;
    private static final long BOOK_PICTURE_BYTES = 1024L * 1024 * 1024;
    private static final int BOOK_PICTURES = 2000;
    private static final long LEFT_FREE_BYTES = 1024L * 1024 * 1024;
    private static final Set<String> TEXTS = Set.of("md", "markdown", "txt");
    private static final Set<String> PAGES = Set.of("html", "htm", "xhtml");
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "gif", "webp", "bmp");
    private static final Set<String> FILMS =
            Set.of("mp4", "m4v", "mov", "mkv", "avi", "webm", "mpg", "mpeg", "wmv", "flv");
    private static final Set<String> RECORDINGS = Set.of("mp3", "m4a", "aac", "wav", "ogg", "flac", "wma");

    private final Path folder;
    private final Path work;
    private final FilmCheck films;
    private final PdfCheck pdfs;
    private final Consumer<Remark> remarks;
    private int made;

    /// @param folder absolute and normalised
    Preparation(Path folder, Path work, FilmCheck films, PdfCheck pdfs, Consumer<Remark> remarks) {
        this.folder = folder;
        this.work = work;
        this.films = films;
        this.pdfs = pdfs;
        this.remarks = remarks;
    }

    /// Whether a file of that name can be a lesson of its own.
    static boolean isLesson(String path) {
        String ending = ending(path);
        return !PICTURES.contains(ending)
                && (TEXTS.contains(ending)
                        || PAGES.contains(ending)
                        || FILMS.contains(ending)
                        || RECORDINGS.contains(ending)
                        || ending.equals("pdf")
                        || ending.equals("epub"));
    }

    static boolean isPicture(String path) {
        return PICTURES.contains(ending(path));
    }

    /// The lessons of one file: mostly one, and of a book its chapters.
    ///
    /// @param percent is told how far this file is
    /// @throws RefusedCourse if terminals cannot show it
    List<Material> prepare(String path, IntConsumer percent) throws IOException {
        Path file = folder.resolve(path);
        String ending = ending(path);
        if (Files.size(file) == 0) {
            throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.FILE_EMPTY));
        }
        if (TEXTS.contains(ending)) {
            return List.of(text(path, path, read(file), ""));
        }
        if (PAGES.contains(ending)) {
            String page = read(file);
            return List.of(text(path, path + ".md", WebText.markdown(page, Paths.folderOf(path)), WebText.title(page)));
        }
        if (PICTURES.contains(ending)) {
            MediaType type = PictureCheck.check(file);
            return List.of(
                    new Material(path, file, type, Lesson.Kind.PICTURE, "", new Material.Extent(1, 30), List.of()));
        }
        if (FILMS.contains(ending)) {
            return List.of(film(path, file, percent));
        }
        if (RECORDINGS.contains(ending)) {
            return List.of(recording(path, file, percent));
        }
        return switch (ending) {
            case "pdf" -> {
                Material.Extent extent = pdfs.check(file, said -> remarks.accept(new Remark(path, said)));
                yield List.of(new Material(path, file, MediaType.PDF, Lesson.Kind.PDF, "", extent, List.of()));
            }
            case "epub" -> book(path, file);
            case "doc", "docx", "ppt", "pptx", "xls", "xlsx", "odt", "odp", "wps" ->
                throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.FILE_OFFICE));
            default -> throw new Refusal(RefusedCourse.Reason.UNKNOWN_FORMAT, Said.of(Sentence.FILE_KIND));
        };
    }

    private Material film(String path, Path file, IntConsumer percent) throws IOException {
        FilmCheck.Film film = films.film(file, next(".mp4"), percent);
        if (film.converted()) {
            remarks.accept(new Remark(path, Said.of(Sentence.FILM_CONVERTED)));
        }
        String name = ending(path).equals("mp4") ? path : path + ".mp4";
        return new Material(
                name,
                film.content(),
                MediaType.MP4,
                Lesson.Kind.VIDEO,
                "",
                new Material.Extent(film.seconds(), film.seconds()),
                List.of());
    }

    private Material recording(String path, Path file, IntConsumer percent) throws IOException {
        FilmCheck.Film recording = films.recording(file, next(".m4a"), percent);
        boolean isMp3 = ending(path).equals("mp3") && !recording.converted();
        if (recording.converted()) {
            remarks.accept(new Remark(path, Said.of(Sentence.RECORDING_CONVERTED)));
        }
        String name = isMp3 || ending(path).equals("m4a") ? path : path + ".m4a";
        return new Material(
                name,
                recording.content(),
                isMp3 ? MediaType.MP3 : MediaType.M4A,
                Lesson.Kind.AUDIO,
                "",
                new Material.Extent(recording.seconds(), recording.seconds()),
                List.of());
    }

    /// @param as the path in the course
    private Material text(String path, String as, String source, String title) throws IOException {
        String within = Paths.folderOf(as);
        Map<String, Optional<Material.Picture>> pictures = new LinkedHashMap<>();
        boolean isPage = !as.equals(path);
        MarkdownText clean = MarkdownText.clean(source, address -> {
            // A page's addresses were resolved when it was turned into Markdown.
            String target = isPage ? address : Paths.resolved(within, address);
            return pictures.computeIfAbsent(target, one -> picture(path, one)).isPresent();
        });
        return written(path, as, clean, title, present(pictures));
    }

    private static List<Material.Picture> present(Map<String, Optional<Material.Picture>> pictures) {
        return pictures.values().stream().flatMap(Optional::stream).toList();
    }

    private Material written(String path, String as, MarkdownText clean, String title, List<Material.Picture> pictures)
            throws IOException {
        if (clean.markdown().isBlank()) {
            throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.LESSON_TEXT_EMPTY));
        }
        clean.removed().stream().distinct().forEach(one -> remarks.accept(new Remark(path, one)));
        Path file = next(".md");
        Files.writeString(file, clean.markdown());
        if (Files.size(file) > Limits.COURSE_TEXT_BYTES) {
            throw tooLong(Limits.COURSE_TEXT_BYTES);
        }
        return new Material(
                as,
                file,
                MediaType.MARKDOWN,
                Lesson.Kind.TEXT,
                clean.title().isEmpty() ? title : clean.title(),
                clean.extent(),
                pictures);
    }

    private Optional<Material.Picture> picture(String path, String target) {
        try {
            CourseBuilder.requireWithin(folder, target);
        } catch (RefusedCourse | IllegalArgumentException e) {
            return Optional.empty();
        }
        return checked(path, target, folder.resolve(target));
    }

    private Optional<Material.Picture> checked(String path, String target, Path file) {
        try {
            return Optional.of(new Material.Picture(target, file, PictureCheck.check(file)));
        } catch (RefusedCourse e) {
            remarks.accept(new Remark(path, Refusal.said(e).within(target)));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// A chapter that cannot be read is left out, and said.
    private List<Material> book(String path, Path file) throws IOException {
        Book book = Book.read(file);
        BookPictures known = new BookPictures(path, file);
        List<Material> chapters = new ArrayList<>();
        for (Map.Entry<String, String> chapter : book.chapters().entrySet()) {
            String as = path + "/" + chapter.getKey() + ".md";
            Map<String, Optional<Material.Picture>> pictures = new LinkedHashMap<>();
            MarkdownText clean = MarkdownText.clean(
                    WebText.markdown(chapter.getValue(), Paths.folderOf(path + "/" + chapter.getKey())),
                    address -> pictures.computeIfAbsent(address, known::find).isPresent());
            if (clean.markdown().isBlank()) {
                continue;
            }
            String title = WebText.title(chapter.getValue());
            chapters.add(written(path, as, clean, title.isEmpty() ? book.title() : title, present(pictures)));
        }
        if (chapters.isEmpty()) {
            throw new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.BOOK_NO_TEXT));
        }
        return chapters;
    }

    /// The pictures of one book, each written once, however often the book shows it.
    private final class BookPictures {
        private final String path;
        private final Path file;
        private final Map<String, Optional<Material.Picture>> known = new HashMap<>();
        private long bytes;

        BookPictures(String path, Path file) {
            this.path = path;
            this.file = file;
        }

        /// @throws RefusedCourse if the book has more than a book may have
        /// @throws UncheckedIOException if the disk does not take it: nothing more is tried then
        Optional<Material.Picture> find(String address) {
            Optional<Material.Picture> found = known.get(address);
            if (found == null) {
                if (known.size() == BOOK_PICTURES) {
                    throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.BOOK_PICTURES, BOOK_PICTURES));
                }
                found = kept(address, unpacked(address));
                known.put(address, found);
            }
            return found;
        }

        private byte[] unpacked(String address) {
            try {
                return address.startsWith(path + "/")
                        ? Book.bytes(file, address.substring(path.length() + 1))
                        : new byte[0];
            } catch (IOException e) {
                return new byte[0];
            }
        }

        private Optional<Material.Picture> kept(String address, byte[] content) {
            if (content.length == 0) {
                return Optional.empty();
            }
            Path picture = next(".picture");
            try {
                if (Files.getFileStore(work).getUsableSpace() < LEFT_FREE_BYTES) {
                    throw new Refusal(RefusedCourse.Reason.NO_ROOM, Said.of(Sentence.BOOK_NO_ROOM));
                }
                Files.write(picture, content);
                Optional<Material.Picture> checked = checked(path, address, picture);
                if (checked.isEmpty()) {
                    Files.delete(picture);
                    return checked;
                }
                bytes += content.length;
                if (bytes > BOOK_PICTURE_BYTES) {
                    throw new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.BOOK_PICTURES_LARGE));
                }
                return checked;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Refusal tooLong(int most) {
        return new Refusal(RefusedCourse.Reason.TOO_LARGE, Said.of(Sentence.LESSON_TEXT_LONG, most / 1024 / 1024));
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > SOURCE_BYTES) {
            throw tooLong(SOURCE_BYTES);
        }
        return CsvText.readable(Files.readAllBytes(file))
                .orElseThrow(() -> new Refusal(RefusedCourse.Reason.BROKEN, Said.of(Sentence.LESSON_TEXT_ENCODING)));
    }

    private Path next(String ending) {
        made++;
        return work.resolve(made + ending);
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
