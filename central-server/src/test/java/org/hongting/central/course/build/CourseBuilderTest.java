package org.hongting.central.course.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.protocol.course.CourseFile;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.testing.RequiresTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseBuilderTest {
    private static final String PATH = System.getenv().getOrDefault("PATH", "");

    @TempDir
    Path root;

    private SourceFolder source;

    @BeforeEach
    void describe() throws IOException {
        source = new SourceFolder(Files.createDirectory(root.resolve("source"))).describe("constitution", 1);
    }

    private Built build() throws IOException, UnfitCourse {
        return build(PATH, (file, percent) -> {});
    }

    private Built build(String searched, BuildProgress progress) throws IOException, UnfitCourse {
        Path work = Files.createTempDirectory(root, "work");
        return new CourseBuilder(searched).build(source.path(), work, progress);
    }

    private List<String> problems() {
        return problems(PATH);
    }

    private List<String> problems(String searched) {
        UnfitCourse unfit = catchThrowableOfType(UnfitCourse.class, () -> build(searched, (file, percent) -> {}));
        return unfit.problems().stream().map(Remark::toString).toList();
    }

    private static String content(Built built, String path) throws IOException {
        return Files.readString(built.contents().getOrDefault(path, Path.of("none")));
    }

    @Test
    void aFolderBecomesACourseInTheOrderOfItsNames() throws Exception {
        source.text("01 总纲.md", "# 总纲\n\n" + "中国共产党是中国工人阶级的先锋队。".repeat(40) + "\n\n![图](pics/a.png)\n");
        source.picture("pics/a.png", 40, 30);
        source.pdf("02-statutes.pdf", 7, "");

        Built built = build();

        assertThat(built.remarks()).isEmpty();
        List<Lesson> lessons = built.manifest().lessons();
        assertThat(lessons).extracting(Lesson::kind).containsExactly(Lesson.Kind.TEXT, Lesson.Kind.PDF);
        assertThat(lessons.getFirst().title()).isEqualTo("总纲");
        assertThat(lessons.getFirst().parts()).isEqualTo(3);
        assertThat(lessons.getFirst().expectedSeconds()).isBetween(80, 140);
        assertThat(lessons.getLast().id()).isEqualTo(new LessonId("02-statutes"));
        assertThat(lessons.getLast().parts()).isEqualTo(7);
        assertThat(built.manifest().files())
                .extracting(CourseFile::path)
                .containsExactly("01 总纲.md", "pics/a.png", "02-statutes.pdf");
        assertThat(build().manifest()).as("built again").isEqualTo(built.manifest());
    }

    @Test
    void theDescriptionSaysOrderTitlesAndTimes() throws Exception {
        source.text("a.md", "text").text("b.md", "text").text("q.gift", "::a:: One? {T}\n");
        source.text("course.json", """
                {"id":"c","edition":2,"title":"t","language":"en","rights":{"holder":"h","terms":""},
                 "expires":"2030-01-01","questions":"q.gift",
                 "lessons":[{"file":"b.md","title":"Second","minutes":4},{"file":"a.md"}]}""");

        Built built = build();

        assertThat(built.manifest().lessons()).extracting(Lesson::title).containsExactly("Second", "a");
        assertThat(built.manifest().lessons().getFirst().expectedSeconds()).isEqualTo(240);
        assertThat(built.manifest().questions()).isEqualTo("questions.json");
        assertThat(QuestionBank.read(content(built, "questions.json").getBytes(StandardCharsets.UTF_8))
                        .questions())
                .extracting(Question::text)
                .containsExactly("One?");
    }

    @Test
    void aFolderWithQuestionsAloneIsACourse() throws Exception {
        source.text("questions.txt", "Q\nA. x\nB. y\nANSWER: A\n");

        Built built = build();

        assertThat(built.manifest().lessons()).isEmpty();
        assertThat(built.remarks()).isEmpty();
        assertThat(built.manifest().files()).extracting(CourseFile::path).containsExactly("questions.json");
    }

    @Test
    void whatIsWrongWithQuestionsIsToldWithItsLines() throws Exception {
        source.text("a.md", "text").text("questions.gift", "a {}\n\nb {#1}\n");

        assertThat(problems())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("questions.gift: line 1: is an essay"),
                        one -> assertThat(one).startsWith("questions.gift: line 3: is a numerical question"));
    }

    @Test
    void oneOfSeveralBanksMustBeNamed() throws Exception {
        source.text("questions.gift", "a {T}\n").text("questions.txt", "Q\nA. x\nB. y\nANSWER: A\n");

        assertThat(problems()).singleElement().asString().contains("several question banks");
    }

    @Test
    void scriptAndOtherHtmlInMarkdownIsRemovedAndSaid() throws Exception {
        source.text(
                "a.md",
                "# Title\n\n<script>alert(1)</script>\n\nA <b onclick=\"x()\">bold</b> word and a"
                        + " [link](javascript:alert(2)).\n\n![far](https://example.org/x.png)\n\n<iframe src=\"x\"></iframe>\n");

        Built built = build();

        assertThat(content(built, "a.md"))
                .contains("# Title", "bold", "word and a link", "far")
                .doesNotContain("<", "script", "alert", "example.org");
        assertThat(built.remarks()).extracting(Remark::toString).contains("a.md: HTML was removed");
    }

    @Test
    void aWebPageBecomesTextWithoutAnythingThatActs() throws Exception {
        source.picture("pages/p.jpg", 20, 20);
        source.text("pages/page.html", """
                <html><head><title>入党誓词</title><style>p{}</style><script>steal()</script></head>
                <body onload="steal()"><nav>menu</nav><h2>誓词</h2><p>我志愿<b>加入</b>中国共产党</p>
                <ul><li>one<li>two</ul><blockquote>said</blockquote><table><tr><td>a<td>b</table>
                <img src="p.jpg" onerror="steal()" alt="photo"><img src="../../../../etc/passwd">
                <a href="javascript:steal()">here</a><form><input name=x></form></body></html>""");

        Built built = build();

        String text = content(built, "pages/page.html.md");
        assertThat(text)
                .contains("## 誓词", "我志愿**加入**中国共产党", "- one", "- two", "> said", "a · b", "here", "pages/p.jpg")
                .doesNotContain("steal", "<", "passwd", "style");
        assertThat(built.manifest().lessons().getFirst().title()).isEqualTo("誓词");
    }

    @Test
    void aBookBecomesALessonForEachChapter() throws Exception {
        source.zip(
                "book.epub",
                "mimetype",
                "application/epub+zip",
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>",
                "OPS/book.opf",
                "<package xmlns:dc=\"d\"><metadata><dc:title>Book</dc:title></metadata><manifest>"
                        + "<item id=\"two\" href=\"two.xhtml\"/><item id=\"one\" href=\"one.xhtml\"/></manifest>"
                        + "<spine><itemref idref=\"one\"/><itemref idref=\"two\"/></spine></package>",
                "OPS/one.xhtml",
                "<html><head><title>One</title></head><body><h1>First</h1><p>text<script>x()</script></p></body></html>",
                "OPS/two.xhtml",
                "<html><body><h1>Second</h1><p>more</p></body></html>");

        Built built = build();

        assertThat(built.manifest().lessons()).extracting(Lesson::title).containsExactly("First", "Second");
        assertThat(content(built, "book.epub/OPS/one.xhtml.md")).doesNotContain("x()");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws Exception {
        source.pdf("encrypted.pdf", 1, "secret");
        source.pdf("long.pdf", 5000, "");
        source.text("broken.pdf", "%PDF-1.7\nthis is none");
        source.text("office.docx", "x");
        source.text("empty.md", "");
        source.picture("pic.gif", 9, 9);
        source.zip("bad.epub", "nothing", "here");
        source.text("course.json", """
                {"id":"c","edition":2,"title":"t","language":"en","rights":{"holder":"h","terms":""},
                 "lessons":[{"file":"encrypted.pdf"},{"file":"long.pdf"},{"file":"broken.pdf"},{"file":"office.docx"},
                 {"file":"empty.md"},{"file":"pic.gif"},{"file":"bad.epub"},{"file":"missing.md"},
                 {"file":"../../../etc/passwd"},{"file":"/etc/passwd"}]}""");

        assertThat(problems())
                .satisfiesExactly(
                        one -> assertThat(one).contains("encrypted.pdf", "password"),
                        one -> assertThat(one).contains("long.pdf", "5000 pages", "split"),
                        one -> assertThat(one).contains("broken.pdf", "cannot be read"),
                        one -> assertThat(one).contains("office.docx", "PDF"),
                        one -> assertThat(one).contains("empty.md", "empty"),
                        one -> assertThat(one).contains("pic.gif", "JPEG or PNG"),
                        one -> assertThat(one).contains("bad.epub", "not an EPUB"),
                        one -> assertThat(one).contains("missing.md", "no such file"),
                        one -> assertThat(one).contains("etc/passwd", "not a path"),
                        one -> assertThat(one).contains("/etc/passwd", "not a path"));
    }

    @Test
    void aPdfThatOpensButIsRestrictedIsRefusedAsTerminalsWould() throws Exception {
        source.restrictedPdf("a.pdf");

        assertThat(problems()).singleElement().asString().contains("a.pdf", "without restrictions");
    }

    @Test
    void aTextIsTakenInEveryEncodingThatPeopleHaveAndBytesThatAreNoTextAreRefused() throws Exception {
        String text = "# 誓词\n\n我志愿加入中国共产党\n";
        Path file = source.path().resolve("a.txt");
        for (byte[] written : List.of(
                text.getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE),
                ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE),
                text.getBytes(Charset.forName("GB18030")))) {
            Files.write(file, written);
            assertThat(content(build(), "a.txt")).contains("我志愿加入中国共产党");
        }

        for (byte[] none : List.of(
                text.getBytes(StandardCharsets.UTF_16LE),
                new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'},
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0})) {
            Files.write(file, none);
            assertThat(problems()).singleElement().asString().contains("a.txt", "save it as UTF-8");
        }
    }

    /// In GB18030 it is two thirds of that.
    @Test
    void aTextThatTerminalsWouldNotShowForItsLengthIsRefused() throws Exception {
        Files.write(source.path().resolve("a.txt"), "党章".repeat(800_000).getBytes(Charset.forName("GB18030")));

        assertThat(problems()).singleElement().asString().contains("a.txt", "4 MiB");
    }

    /// As often as looks may be stuck: those that are given up stop by themselves.
    @Test
    void aPdfThatIsDrawnWithoutEndIsGivenUpAndHoldsNoOther() throws Exception {
        Duration longest = Duration.ofMillis(300);
        CourseBuilder builder = new CourseBuilder(new FilmCheck(Optional.empty()), new PdfCheck(new Patience(longest)));
        source.endlessPdf("a.pdf");

        for (int i = 0; i <= Patience.MOST; i++) {
            Path work = Files.createTempDirectory(root, "work");
            assertThatThrownBy(() -> builder.build(source.path(), work, (file, percent) -> {}))
                    .isInstanceOf(UnfitCourse.class)
                    .hasMessageContaining("print it anew");
        }
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsNotFollowed() throws Exception {
        Files.writeString(root.resolve("secret.md"), "secret");
        Files.createSymbolicLink(source.path().resolve("a.md"), root.resolve("secret.md"));
        source.text("course.json", """
                {"id":"c","edition":2,"title":"t","language":"en","rights":{"holder":"h","terms":""},
                 "lessons":[{"file":"a.md"}]}""");

        assertThat(problems()).singleElement().asString().contains("lead out of the folder");
    }

    @Test
    void aLinkedFolderOfPicturesIsNotFollowed() throws Exception {
        new SourceFolder(Files.createDirectory(root.resolve("elsewhere"))).picture("a.png", 9, 9);
        Files.createSymbolicLink(source.path().resolve("pics"), root.resolve("elsewhere"));
        source.text("a.md", "text ![here](pics/a.png)");

        assertThat(build().contents()).containsOnlyKeys("a.md");
    }

    @Test
    void aFolderMayBeNamedInAnyWay() throws Exception {
        source.text("a.md", "text ![here](pics/a.png)").picture("pics/a.png", 9, 9);

        Built built = new CourseBuilder(PATH)
                .build(source.path().resolve("."), Files.createTempDirectory(root, "work"), (file, percent) -> {});

        assertThat(built.contents()).containsOnlyKeys("a.md", "pics/a.png");
    }

    @Test
    void aPictureOfABookIsWrittenOnceHoweverOftenTheBookShowsItAndNotAtAllWhereItIsNone() throws Exception {
        source.zip(
                "book.epub",
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>",
                "book.opf",
                "<package><manifest><item id=\"one\" href=\"one.xhtml\"/></manifest>"
                        + "<spine><itemref idref=\"one\"/></spine></package>",
                "one.xhtml",
                "<html><body><p>text " + "<img src=\"none.png\">".repeat(500) + "</p></body></html>",
                "none.png",
                "x".repeat(5000));
        Path work = Files.createTempDirectory(root, "work");

        Built built = new CourseBuilder(PATH).build(source.path(), work, (file, percent) -> {});

        try (Stream<Path> made = Files.list(work)) {
            assertThat(made.filter(path -> path.toString().endsWith(".picture")))
                    .isEmpty();
        }
        assertThat(built.remarks())
                .filteredOn(one -> one.toString().contains("not a JPEG"))
                .hasSize(1);
    }

    @Test
    void aQuestionBankThatIsTooLongIsRefused() throws Exception {
        source.text("a.md", "text").text("q.json", "{\"questions\":[\"" + "x".repeat(4 * 1024 * 1024) + "\"]}");
        source.text("course.json", """
                {"id":"c","edition":2,"title":"t","language":"en","rights":{"holder":"h","terms":""},
                 "questions":"q.json"}""");

        assertThat(problems()).singleElement().asString().contains("q.json", "4 MiB");
    }

    @Test
    void aFolderThatDescribesNothingIsRefusedWithWhatIsMissing() throws Exception {
        assertThat(problems()).singleElement().asString().contains("nothing to learn");
        source.text("course.json", "{\"id\":\"Not An Id\"}");
        assertThat(problems()).singleElement().asString().startsWith("course.json");
        Files.delete(source.path().resolve("course.json"));
        assertThat(problems()).singleElement().asString().contains("the folder must hold it");
    }

    /// What the protocol says of it is English: people are told the rules, in the language they read.
    @Test
    void whatOnlyTheProtocolRefusesIsSaidInChineseToo() throws Exception {
        String description = """
                {"id":"c","edition":%d,"title":"t","language":"zh-CN","rights":{"holder":"h","terms":""},
                 "lessons":[{"file":"a.md","minutes":%d}]}""";
        source.text("a.md", "text").text("course.json", description.formatted(0, 1));
        assertThat(chinese()).startsWith("course.json：内容不符合要求：edition 从 1 起，title 不超过 128 字");
        source.text("course.json", description.formatted(1, 0));
        assertThat(chinese()).isEqualTo("a.md：不能作为一课，请检查文件名（不超过 200 字）和学习分钟数（1 到 1440）");
        source.text("course.json", description.formatted(1, 1).replace("\"h\"", "\"\""));
        assertThat(chinese()).startsWith("course.json：格式不对：");
    }

    private String chinese() {
        UnfitCourse unfit = catchThrowableOfType(UnfitCourse.class, this::build);
        assertThat(unfit.problems()).hasSize(1);
        return unfit.problems().getFirst().said().in(Locale.SIMPLIFIED_CHINESE);
    }

    @Test
    @RequiresTool("ffmpeg")
    void aFilmThatTerminalsCannotPlayIsConvertedTo720pH264AndAac() throws Exception {
        source.film(
                "film.avi",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=1920x1080:rate=50:duration=1.5",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=1.5",
                "-c:v",
                "mpeg4",
                "-c:a",
                "mp2");
        List<Integer> heard = new ArrayList<>();

        Built built = build(PATH, (file, percent) -> heard.add(percent));

        assertThat(heard).contains(100).isSorted();
        Lesson lesson = built.manifest().lessons().getFirst();
        assertThat(lesson.kind()).isEqualTo(Lesson.Kind.VIDEO);
        assertThat(lesson.parts()).isEqualTo(1);
        Path made = built.contents().getOrDefault("film.avi.mp4", Path.of("none"));
        String said = new String(Ffmpeg.find(PATH).orElseThrow().probe(made), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(said).contains("\"h264\"", "\"aac\"", "\"height\": 720", "\"r_frame_rate\": \"30/1\"");
        FilmCheck.Facts facts = Mp4.facts(made).orElseThrow();
        assertThat(facts.isPlayable()).isTrue();
        assertThat(facts.width()).isEqualTo(1280);
        assertThat(facts.wholeSeconds()).isEqualTo(1);
    }

    @Test
    @RequiresTool("ffmpeg")
    void withoutFfmpegAFilmThatNeedsNoConversionIsTakenAndAnotherIsRefusedWithWhatToDo() throws Exception {
        source.film(
                "good.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=640x360:rate=25:duration=1",
                "-c:v",
                "libx264",
                "-pix_fmt",
                "yuv420p");
        assertThat(build("", (file, percent) -> {})
                        .manifest()
                        .lessons()
                        .getFirst()
                        .parts())
                .isEqualTo(1);
        byte[] good = Files.readAllBytes(source.path().resolve("good.mp4"));
        assertThat(build().contents().get("good.mp4")).isEqualTo(source.path().resolve("good.mp4"));

        source.film("old.avi", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=1", "-c:v", "mpeg4");
        assertThat(problems("")).singleElement().asString().contains("old.avi", "install ffmpeg");
        Files.delete(source.path().resolve("old.avi"));
        Files.write(source.path().resolve("half.mp4"), java.util.Arrays.copyOf(good, good.length / 3));
        Files.write(source.path().resolve("rubbish.mp4"), new byte[5000]);
        assertThat(problems("")).hasSize(2);
        assertThat(problems()).hasSize(2).allSatisfy(one -> assertThat(one).contains(".mp4: "));
    }

    @Test
    @RequiresTool("ffmpeg")
    void aRecordingIsTakenOrConverted() throws Exception {
        source.film("a.mp3", "-f", "lavfi", "-i", "sine=duration=3");
        source.film("b.wav", "-f", "lavfi", "-i", "sine=duration=2");

        Built built = build();

        assertThat(built.manifest().files())
                .extracting(CourseFile::mediaType)
                .containsExactly(CourseFile.MediaType.MP3, CourseFile.MediaType.M4A);
        assertThat(built.manifest().lessons()).extracting(Lesson::kind).containsOnly(Lesson.Kind.AUDIO);
    }

    @Test
    @RequiresTool("ffmpeg")
    void aFilmOfAnUnknownCodecIsRefused() throws Exception {
        source.film(
                "film.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=64x48:rate=5:duration=1",
                "-c:v",
                "libx264",
                "-pix_fmt",
                "yuv420p");
        byte[] film = Files.readAllBytes(source.path().resolve("film.mp4"));
        String text = new String(film, java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.write(
                source.path().resolve("film.mp4"),
                text.replace("avc1", "zzz9")
                        .replace("avcC", "zzzC")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        assertThat(problems()).singleElement().asString().contains("film.mp4", "H.264");
        assertThat(problems("")).singleElement().asString().contains("film.mp4", "ffmpeg");
    }
}
