package org.hongting.central.course.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hongting.central.course.question.BankReading;
import org.hongting.central.course.question.QuestionFile;
import org.hongting.central.course.sentence.Refusal;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.Limits;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.FileHashes;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.course.RefusedCourse;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.Digest;

/// Makes a course of a folder that holds `course.json` and files.
public final class CourseBuilder {
    private static final System.Logger LOG = System.getLogger(CourseBuilder.class.getName());
    private static final int DESCRIPTION_BYTES = 256 * 1024;

    /// Where the bank lies in every package.
    private static final String QUESTIONS = "questions.json";

    private static final List<String> QUESTION_FILES =
            List.of("questions.xlsx", QUESTIONS, "questions.gift", "questions.xml", "questions.txt");
    private static final int DEPTH = 8;
    private static final int ID_CHARACTERS = 24;
    private static final int TITLE_CHARACTERS = 128;
    private static final int SECONDS = 60;
    private static final int WHOLE = 100;

    private final FilmCheck films;
    private final PdfCheck pdfs;

    /// @param searched folders in which `ffmpeg` and `ffprobe` are looked for, as in the variable PATH
    public CourseBuilder(String searched) {
        this(new FilmCheck(Ffmpeg.find(searched)), new PdfCheck());
    }

    CourseBuilder(FilmCheck films, PdfCheck pdfs) {
        this.films = films;
        this.pdfs = pdfs;
    }

    /// Builds. Neither folder is changed but for what is put into `work`.
    ///
    /// @param work an empty folder for what is made; needed until the package is written
    /// @throws UnfitCourse if no course can be made of it
    public Built build(Path source, Path work, BuildProgress progress) throws IOException, UnfitCourse {
        Path folder = source.toAbsolutePath().normalize();
        CourseDescription description = describe(folder);
        List<Remark> remarks = new ArrayList<>();
        List<Remark> problems = new ArrayList<>();
        Preparation preparation = new Preparation(folder, work, films, pdfs, remarks::add);
        Making making = new Making();
        Optional<String> questions = questions(folder, description, problems);
        List<CourseDescription.Wanted> wanted = wanted(folder, description, questions, remarks);
        for (int i = 0; i < wanted.size(); i++) {
            CourseDescription.Wanted one = wanted.get(i);
            int before = i * WHOLE / wanted.size();
            progress.at(one.file(), before);
            try {
                requireWithin(folder, one.file());
                making.take(
                        one,
                        preparation.prepare(
                                one.file(), percent -> progress.at(one.file(), before + percent / wanted.size())));
            } catch (RefusedCourse e) {
                problems.add(Remark.of(one.file(), e));
            } catch (IllegalArgumentException e) {
                problems.add(
                        unfit(one.file(), e, Said.of(Sentence.FILE_UNFIT, CourseFile.PATH, Lesson.PARTS / SECONDS)));
            } catch (UncheckedIOException e) {
                throw new IOException(e);
            }
        }
        if (questions.isPresent()) {
            takeQuestions(folder, questions.get(), work, making, problems);
        }
        if (problems.isEmpty() && making.files.isEmpty()) {
            problems.add(new Remark(CourseDescription.FILE, Said.of(Sentence.NOTHING_TO_LEARN)));
        }
        if (!problems.isEmpty()) {
            throw new UnfitCourse(problems);
        }
        progress.at(CourseDescription.FILE, WHOLE);
        return new Built(manifest(description, making), making.contents, remarks);
    }

    /// Where the description lies: in the folder itself, or in the only folder that it holds, as zips are mostly made.
    public static Path root(Path folder) throws IOException {
        if (Files.exists(folder.resolve(CourseDescription.FILE))) {
            return folder;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> Files.isRegularFile(path.resolve(CourseDescription.FILE)))
                    .findFirst()
                    .orElse(folder);
        }
    }

    private static CourseDescription describe(Path folder) throws IOException, UnfitCourse {
        Path file = folder.resolve(CourseDescription.FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > DESCRIPTION_BYTES) {
                throw new UnfitCourse(
                        List.of(new Remark(CourseDescription.FILE, Said.of(Sentence.DESCRIPTION_MISSING))));
            }
            return Json.read(Files.readAllBytes(file), CourseDescription.class);
        } catch (MalformedJson e) {
            throw new UnfitCourse(List.of(unfit(CourseDescription.FILE, e, Said.of(Sentence.DESCRIPTION_MALFORMED))));
        }
    }

    private static CourseManifest manifest(CourseDescription description, Making making) throws UnfitCourse {
        try {
            CourseManifest manifest = new CourseManifest(
                    description.id(),
                    description.edition(),
                    description.title(),
                    description.language(),
                    description.summary(),
                    making.lessons,
                    List.copyOf(making.files.values()),
                    description.rights(),
                    description.expires(),
                    making.files.containsKey(QUESTIONS) ? QUESTIONS : null);
            manifest.write();
            return manifest;
        } catch (IllegalArgumentException e) {
            Said rules = Said.of(
                    Sentence.DESCRIPTION_UNFIT,
                    CourseManifest.TITLE,
                    CourseManifest.SUMMARY,
                    Limits.COURSE_LESSONS,
                    Limits.COURSE_FILES);
            throw new UnfitCourse(List.of(unfit(CourseDescription.FILE, e, rules)));
        }
    }

    /// What the protocol's own records refuse speaks English alone: it goes into the log, and people are told the
    /// rules.
    private static Remark unfit(String file, RuntimeException refused, Said rules) {
        LOG.log(System.Logger.Level.INFO, "{0} cannot be taken: {1}", file, refused.getMessage());
        return new Remark(file, rules);
    }

    /// Without a list, every file that can be a lesson, in the order of their names; a folder of pictures alone is a
    /// course of pictures.
    private static List<CourseDescription.Wanted> wanted(
            Path folder, CourseDescription description, Optional<String> questions, List<Remark> remarks)
            throws IOException {
        if (description.lessons() != null) {
            return description.lessons();
        }
        List<String> paths = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder, DEPTH)) {
            all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString())
                    .filter(path -> !path.equals(CourseDescription.FILE)
                            && questions.filter(path::equals).isEmpty())
                    .filter(path -> !path.startsWith(".") && !path.contains("/.") && !path.contains("__MACOSX"))
                    .sorted()
                    .forEach(paths::add);
        }
        boolean onlyPictures = paths.stream().allMatch(Preparation::isPicture);
        List<String> lessons = new ArrayList<>();
        for (String path : paths) {
            if (Preparation.isLesson(path) || onlyPictures) {
                lessons.add(path);
            } else if (!Preparation.isPicture(path)) {
                remarks.add(new Remark(path, Said.of(Sentence.FILE_LEFT_OUT)));
            }
        }
        return lessons.stream()
                .map(path -> new CourseDescription.Wanted(path, null, null))
                .toList();
    }

    /// Refuses what is no file of the folder, and what a link could lead out of it.
    static void requireWithin(Path folder, String path) {
        try {
            CourseFile.checkPath(path);
        } catch (IllegalArgumentException e) {
            throw new Refusal(RefusedCourse.Reason.UNKNOWN_FILE, Said.of(Sentence.FILE_PATH), e);
        }
        Path file = folder.resolve(path);
        Path step = folder;
        for (Path name : Path.of(path)) {
            step = step.resolve(name);
            if (Files.isSymbolicLink(step)) {
                throw new Refusal(RefusedCourse.Reason.UNKNOWN_FILE, Said.of(Sentence.FILE_LINK));
            }
        }
        if (!Files.isRegularFile(file)) {
            throw new Refusal(RefusedCourse.Reason.MISSING_FILE, Said.of(Sentence.FILE_MISSING));
        }
        if (file.toFile().length() > Limits.COURSE_FILE_BYTES) {
            throw new Refusal(
                    RefusedCourse.Reason.TOO_LARGE,
                    Said.of(Sentence.FILE_TOO_LARGE, Limits.COURSE_FILE_BYTES / 1024 / 1024));
        }
    }

    /// The bank is written anew into the package, whatever form it has in the folder.
    private static void takeQuestions(Path folder, String path, Path work, Making making, List<Remark> problems)
            throws IOException {
        try {
            requireWithin(folder, path);
            byte[] file;
            try (InputStream bytes = Files.newInputStream(folder.resolve(path))) {
                file = bytes.readNBytes(QuestionFile.BYTES + 1);
            }
            switch (QuestionFile.read(path, file)) {
                case BankReading.Taken taken -> {
                    Path written = work.resolve(QUESTIONS);
                    Files.write(written, taken.bank().write());
                    making.put(QUESTIONS, written, CourseFile.MediaType.QUESTIONS);
                }
                case BankReading.Refused refused ->
                    refused.problems().forEach(problem -> problems.add(new Remark(path, problem.said())));
            }
        } catch (RefusedCourse e) {
            problems.add(Remark.of(path, e));
        } catch (IllegalArgumentException e) {
            problems.add(unfit(path, e, Said.of(Sentence.BANK_UNREADABLE)));
        }
    }

    /// Where the bank lies: as the description says, or under one of its usual names at the folder's root.
    private static Optional<String> questions(Path folder, CourseDescription description, List<Remark> problems) {
        if (description.questions() != null) {
            return Optional.of(description.questions());
        }
        List<String> found = QUESTION_FILES.stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (found.size() > 1) {
            problems.add(new Remark(CourseDescription.FILE, Said.of(Sentence.BANKS_SEVERAL, String.join(", ", found))));
        }
        return found.stream().findFirst();
    }

    /// What is made so far.
    private static final class Making {
        private final List<Lesson> lessons = new ArrayList<>();
        private final Map<String, CourseFile> files = new LinkedHashMap<>();
        private final Map<String, Path> contents = new LinkedHashMap<>();
        private final Set<String> ids = new HashSet<>();

        private void take(CourseDescription.Wanted wanted, List<Material> materials) throws IOException {
            for (Material material : materials) {
                put(material.path(), material.content(), material.mediaType());
                for (Material.Picture picture : material.pictures()) {
                    put(picture.path(), picture.content(), picture.mediaType());
                }
                boolean alone = materials.size() == 1;
                String said = alone && wanted.title() != null ? wanted.title() : material.title();
                String title = said.isBlank() ? named(wanted.file()) : said;
                Integer minutes = alone ? wanted.minutes() : null;
                lessons.add(new Lesson(
                        id(material.path()),
                        title.substring(0, Math.min(title.length(), TITLE_CHARACTERS)),
                        material.kind(),
                        material.path(),
                        material.extent().parts(),
                        minutes == null ? material.extent().seconds() : minutes * SECONDS));
            }
        }

        private void put(String path, Path content, CourseFile.MediaType type) throws IOException {
            if (files.containsKey(path)) {
                return;
            }
            try (InputStream bytes = Files.newInputStream(content)) {
                files.put(path, FileHashes.of(bytes).named(path, type));
            }
            contents.put(path, content);
        }

        /// The same path has the same id in every edition.
        private LessonId id(String path) {
            String plain = Normalizer.normalize(path, Normalizer.Form.NFKD)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\.[a-z0-9.]+$", "")
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-+|-+$", "");
            boolean isPlain =
                    path.chars().allMatch(c -> c < 128) && !plain.isEmpty() && plain.length() <= ID_CHARACTERS;
            String id = isPlain
                    ? plain
                    : "l-"
                            + Digest.of(path.getBytes(StandardCharsets.UTF_8))
                                    .hex()
                                    .substring(0, ID_CHARACTERS);
            if (!ids.add(id)) {
                id = "l-"
                        + Digest.of(path.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_CHARACTERS);
                ids.add(id);
            }
            return new LessonId(id);
        }

        private static String named(String path) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            String plain = name.replaceAll("\\.[A-Za-z0-9]+$", "").replaceFirst("^\\d+[ ._-]+", "");
            return plain.isBlank() ? name : plain;
        }
    }
}
