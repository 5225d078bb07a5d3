package org.hongting.central.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Score;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

/// A member's year on paper, read back. Leaves pictures in `target/pictures`.
class PersonalSheetTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String LONG =
            "Ольга-Мария Абдурахманова 欧阳文静 𠮷田 ".repeat(2).strip();

    @TempDir
    Path folder;

    private PersonalRoom room;
    private PersonalSheet sheet;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(PICTURES);
        room = new PersonalRoom(folder, 11);
        ReloadableResourceBundleMessageSource words = new ReloadableResourceBundleMessageSource();
        words.setBasename("classpath:messages");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        words.setAlwaysUseMessageFormat(true);
        sheet = new PersonalSheet(words, PersonalRoom.ZONE);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static String text(PDDocument document) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(document).replaceAll("\\s+", "");
    }

    private static void picture(PDDocument document, int page, String name) throws IOException {
        javax.imageio.ImageIO.write(
                new PDFRenderer(document).renderImageWithDPI(page, 80),
                "png",
                PICTURES.resolve(name + ".png").toFile());
    }

    @Test
    void whatStandsOnPaperIsWhatTheConsoleSays() throws IOException {
        Member zhang = room.member("张晓明", "20260001", room.first);
        Member li = room.member("李思然", "20260002", room.first);
        Meeting first = room.meeting("支部党员大会", PersonalRoom.NINE, room.first);
        room.arrives(li, first, PersonalRoom.NINE.plusMinutes(20).toInstant());
        room.arrives(zhang, first, PersonalRoom.NINE.toInstant());
        room.clock.pass(Duration.ofDays(1));
        room.kioskReports();
        Meeting second = room.meeting("党课", PersonalRoom.NINE.plusDays(1), room.first);
        room.arrives(zhang, second, PersonalRoom.NINE.plusDays(1).toInstant());
        room.clock.pass(Duration.ofDays(1));
        room.store.execute(
                "INSERT INTO study_month (member, month, met, grouped, alone, off_site, proven) VALUES (?, 202611, ?, 0, 0, 0, 0)",
                li.id().value(),
                100 * 60_000L);
        room.tried.results.add(new PersonalEntry.QuizResult(
                new QuizId("q-1"), "党章知识测验", PersonalRoom.NINE, new Score(850, 1000), true, 3));

        PersonalRecord record = room.records.of(li, 2026);
        try (PDDocument document = Loader.loadPDF(sheet.print(record, Locale.SIMPLIFIED_CHINESE))) {
            picture(document, 0, "personal-record-zh");
            String text = text(document);
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(text)
                    .contains("2026年个人档案", "李思然", "第一党支部")
                    .contains(record.learning().total().hours() + "学时，本年要求32.0学时·还差22:20:00")
                    .contains("1:40:00（时:分:秒）", record.learning().total().pack().name())
                    .contains("到会1次，应到2次（其中迟到1，请假0，因故不到0；另列席0）")
                    .contains("支部党员大会支部党员大会迟到", "党课支部党员大会未到")
                    .contains("8.5/10合格·第3名")
                    .contains("还可能有补充，尚未报到的终端：北校区驿站")
                    .contains("1/1");
        }
        room.kioskReports();
        try (PDDocument document = Loader.loadPDF(sheet.print(room.records.of(li, 2026), Locale.ENGLISH))) {
            picture(document, 0, "personal-record-en");
            assertThat(text(document))
                    .contains("Personalrecord2026", "complete:allterminalsconcernedhavereported", "Absent");
        }
    }

    @Test
    void longNamesAndHundredsOfRowsGoOverPagesUnderTheSameHead() throws IOException {
        Member long1 = room.member(LONG.substring(0, Math.min(64, LONG.length())), "20260009", room.first);
        OffsetDateTime starts = PersonalRoom.NINE;
        for (int i = 0; i < 200; i++) {
            Meeting meeting = room.meeting("第" + i + "次" + "主题党日活动".repeat(i % 4 * 5), starts, room.first);
            room.arrives(long1, meeting, starts.toInstant());
            starts = starts.plusMinutes(70);
        }
        room.clock.pass(Duration.ofDays(30));
        room.turns();
        PersonalRecord record = room.records.of(long1, 2026);
        assertThat(record.meetings()).hasSize(200);
        try (PDDocument document = Loader.loadPDF(sheet.print(record, Locale.SIMPLIFIED_CHINESE))) {
            picture(document, 1, "personal-record-second-page");
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(10, 40);
            String text = text(document);
            for (int i = 0; i < 200; i++) {
                assertThat(text).contains("第" + i + "次");
            }
            assertThat(text).contains(pages + "/" + pages);
            assertThat(Pattern.compile("时间内容").matcher(text).results().count())
                    .as("a head on each page of a table")
                    .isBetween((long) pages - 1, (long) pages + 3);
        }
    }
}
