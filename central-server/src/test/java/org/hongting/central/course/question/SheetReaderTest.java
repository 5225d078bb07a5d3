package org.hongting.central.course.question;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.hongting.protocol.quiz.Question;
import org.junit.jupiter.api.Test;

class SheetReaderTest {
    private static byte[] workbook(Consumer<Worksheet> filled) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            filled.accept(workbook.newWorksheet("Sheet1"));
        }
        return bytes.toByteArray();
    }

    static byte[] rows(List<List<String>> rows) throws IOException {
        return workbook(sheet -> {
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    sheet.value(row, column, rows.get(row).get(column));
                }
            }
        });
    }

    private static List<String> refused(String... lines) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("题型", "题干", "选项A", "选项B", "选项C", "答案", "解析"));
        for (String line : lines) {
            rows.add(Arrays.stream(line.split(" */ *", -1)).toList());
        }
        return Readings.refused(QuestionFile.read("q.xlsx", rows(rows)));
    }

    @Test
    void theTemplateHasTheHeadingsAndItsSamplesAreQuestions() throws IOException {
        byte[] template = QuestionTemplate.write();
        assertThat(Readings.refused(QuestionFile.read("t.xlsx", template)))
                .as("nobody is asked a sample by mistake")
                .containsExactly("line 1: there is no question in the file".replace("line", "row"));

        List<List<String>> samples = new ArrayList<>();
        List<List<String>> headings = new ArrayList<>();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(template))) {
            headings.addAll(texts(book.getFirstSheet()));
            samples.addAll(texts(book.getSheet(1).orElseThrow()));
        }
        assertThat(headings)
                .containsExactly(List.of(
                        "题型", "题干", "选项A", "选项B", "选项C", "选项D", "选项E", "选项F", "选项G", "选项H", "选项I", "选项J", "答案", "解析"));
        List<Question> questions = Readings.taken(QuestionFile.read("t.xlsx", rows(samples)));
        assertThat(questions).extracting(Question::kind).containsExactly(Question.Kind.values());
        assertThat(questions.getLast().blanks()).containsExactly(List.of("1921", "一九二一"), List.of("7", "七"));
    }

    private static List<List<String>> texts(Sheet sheet) throws IOException {
        return sheet.read().stream()
                .filter(row -> row.getCellCount() > 0)
                .map(row -> row.stream().map(cell -> cell.getText()).toList())
                .filter(row -> row.stream().anyMatch(text -> !text.isEmpty()))
                .toList();
    }

    @Test
    void englishHeadingsInAnyOrderAndNumbersAreTaken() throws IOException {
        byte[] file = workbook(sheet -> {
            List<String> headings = List.of("Answer", "Type", "Question", "Option A", "Option B", "ID", "Remark");
            for (int i = 0; i < headings.size(); i++) {
                sheet.value(2, i, headings.get(i));
            }
            sheet.value(3, 0, "B");
            sheet.value(3, 1, "Single");
            sheet.value(3, 2, "In which year?");
            sheet.value(3, 3, 1919);
            sheet.value(3, 4, 1921);
            sheet.value(3, 5, "year");
            sheet.value(5, 0, true);
            sheet.value(5, 1, "true/false");
            sheet.value(5, 2, "So it is.");
        });

        List<Question> questions = Readings.taken(QuestionFile.read("q.xlsx", file));

        assertThat(questions.getFirst().options()).containsExactly("1919", "1921");
        assertThat(questions.getFirst().id().value()).isEqualTo("year");
        assertThat(questions.getLast().statement()).isTrue();
    }

    @Test
    void allThatIsWrongIsToldWithItsRow() throws IOException {
        assertThat(refused(
                                "问答 / q / a / b / / A",
                                "单选 / q / a / b / / ",
                                "单选 / q / a / / c / A",
                                "单选 / q / a / b / / AB",
                                "单选 / q / a / b / / C",
                                "多选 / q / a / b / / 1",
                                "判断 / q / a / / / 对",
                                "判断 / q / / / / 也许",
                                "填空 / ____和____ / / / / x",
                                "填空 / q / / / / x;|y",
                                "单选 / / a / b / / A",
                                "单选 / good / a / b / / A",
                                "单选 / good / a / b / / B")
                        .stream()
                        .map(one -> one.replaceFirst(" \\(q-[0-9a-f]{12}\\)", "")))
                .containsExactly(
                        "row 2: its type must be 单选, 多选, 判断 or 填空 (single, multiple, true/false, fill-in)",
                        "row 3: has no answer: fill in its cell in the column 答案",
                        "row 4: has an option C and none before it: leave no option out between",
                        "row 5: has several right options and is to have one: make it a question with several",
                        "row 6: its answer names option C, which is not there",
                        "row 7: its answer must be the letters of options, like A or ABD",
                        "row 8: has options, which its type has not: change the type or empty them",
                        "row 9: its answer must be 对 or 错 (true or false)",
                        "row 10: has 2 gaps (___) and answers for 1: make them as many",
                        "row 11: an answer has no text",
                        "row 12: the question has no text",
                        "row 14: is the question of row 13 again: leave one out, or give each an id of its own");
    }

    @Test
    void formulasDatesAndPercentagesAreRefusedWithTheirRow() throws IOException {
        byte[] file = workbook(sheet -> {
            List<String> headings = List.of("题型", "题干", "选项A", "选项B", "答案");
            for (int i = 0; i < headings.size(); i++) {
                sheet.value(0, i, headings.get(i));
                for (int row = 1; row <= 3; row++) {
                    sheet.value(row, i, i == 0 ? "单选" : i == 4 ? "A" : headings.get(i) + row);
                }
            }
            sheet.formula(1, 1, "1+1");
            sheet.value(2, 2, LocalDate.of(1921, 7, 1));
            sheet.style(2, 2).format("yyyy-mm-dd").set();
            sheet.value(3, 3, 0.5);
            sheet.style(3, 3).format("0%").set();
        });

        assertThat(Readings.refused(QuestionFile.read("q.xlsx", file)))
                .containsExactly(
                        "row 2: holds a formula in 题干: paste its value as text",
                        "row 3: holds a date or percentage in 选项A: make the cell text and type it anew",
                        "row 4: holds a date or percentage in 选项B: make the cell text and type it anew");
    }

    @Test
    void anAnswerOfThirtyThousandLettersIsNone() throws IOException {
        assertThat(refused("多选 / q / a / b / / " + "A".repeat(30_000)))
                .containsExactly("row 2: its answer must be the letters of options, like A or ABD");
    }

    @Test
    void aCellOfAColumnThatNoTemplateHasIsRefusedBeforeItsRowIsMade() throws IOException {
        byte[] empty = rows(List.of());
        for (String cell : List.of("r=\"ZZZZZZ1\"", "r = 'aaa1'", "r=\"&#90;ZZZZZ1\"")) {
            String sheet =
                    "<worksheet><sheetData><row r=\"1\"><c " + cell + "><v>1</v></c></row></sheetData></worksheet>";
            assertThat(Readings.refused(QuestionFile.read(
                            "q.xlsx", with(empty, "xl/worksheets/sheet9.xml", sheet.getBytes(UTF_8)))))
                    .containsExactly("line 1: has cells behind column ZZ: take the columns of the template");
        }
    }

    @Test
    void aDocumentTypeInAnotherEncodingIsRefused() throws IOException {
        byte[] wide = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'x'>]><a>&x;</a>".getBytes(UTF_16LE);
        assertThat(Readings.refused(QuestionFile.read("q.xlsx", with(rows(List.of()), "xl/styles2.xml", wide))))
                .containsExactly("line 1: is not in UTF-8, as workbooks are: open it and save it anew as .xlsx");
    }

    @Test
    void missingAndDoubledHeadingsAreTold() throws IOException {
        assertThat(Readings.refused(QuestionFile.read("q.xlsx", rows(List.of(List.of("题型", "题型", "选项A"))))))
                .containsExactly(
                        "row 1: has the heading 题型 twice: remove one",
                        "row 1: lacks the heading 题干: take the headings of the template",
                        "row 1: lacks the heading 答案: take the headings of the template");
    }

    @Test
    void moreRowsThanABankHasAreRefusedAtTheFirstThatIsTooMany() throws IOException {
        byte[] file = workbook(sheet -> {
            List<String> headings = List.of("题型", "题干", "答案");
            for (int i = 0; i < headings.size(); i++) {
                sheet.value(0, i, headings.get(i));
            }
            for (int row = 1; row <= 10_001; row++) {
                sheet.value(row, 0, "判断");
                sheet.value(row, 1, "题" + row);
                sheet.value(row, 2, "对");
            }
        });

        assertThat(Readings.refused(QuestionFile.read("q.xlsx", file)))
                .containsExactly("row 2002: a bank has at most 2000 questions: make several banks of the file");
    }

    @Test
    void aZipBombADocumentTypeAndAnotherOfficeFileAreRefused() throws IOException {
        byte[] good = rows(List.of(List.of("题型", "题干", "答案"), List.of("判断", "q", "对")));
        assertThat(Readings.taken(QuestionFile.read("q.xlsx", good))).hasSize(1);

        byte[] bomb = with(good, "xl/media/a.bin", new byte[40 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(Readings.refused(QuestionFile.read("q.xlsx", bomb)))
                .containsExactly("line 1: unpacks to far more than a question bank: make the file anew");
        assertThat(Readings.refused(QuestionFile.read(
                        "q.xlsx",
                        with(
                                good,
                                "xl/styles2.xml",
                                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>".getBytes(UTF_8)))))
                .containsExactly("line 1: declares a document type, which no spreadsheet does: make the file anew");
        assertThat(Readings.refused(
                        QuestionFile.read("q.docx", with(new byte[0], "word/document.xml", "<w/>".getBytes(UTF_8)))))
                .singleElement()
                .asString()
                .startsWith("line 1: is a zip or an office file, but no Excel workbook");
        assertThat(Readings.refused(
                        QuestionFile.read("q.xlsx", with(new byte[0], "xl/workbook.xml", "<w/>".getBytes(UTF_8)))))
                .containsExactly("line 1: cannot be read as an Excel workbook: open it and save it anew as .xlsx");
    }

    private static byte[] with(byte[] zip, String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream to = new ZipOutputStream(bytes)) {
            if (zip.length > 0) {
                try (ZipFile from = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                        .get()) {
                    for (ZipArchiveEntry entry : Collections.list(from.getEntries())) {
                        to.putNextEntry(new ZipEntry(entry.getName()));
                        to.write(from.getInputStream(entry).readAllBytes());
                    }
                }
            }
            to.putNextEntry(new ZipEntry(name));
            to.write(content);
        }
        return bytes.toByteArray();
    }
}
