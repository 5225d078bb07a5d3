package org.hongting.central.course.question;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;

/// The workbook that teachers fill in: an empty sheet, samples, and how it is meant. Samples stand on a sheet of their
/// own, so that nobody is asked them by mistake.
public final class QuestionTemplate {
    private static final List<List<String>> SAMPLES = List.of(
            List.of("单选", "党章规定，预备党员的预备期为多长？", "六个月", "一年", "两年", "B", "见《中国共产党章程》第一章。"),
            List.of("多选", "下列哪些属于“三会一课”？", "支部党员大会", "党小组会", "座谈会", "AB", "还有支部委员会和党课。"),
            List.of("判断", "党员必须编入党的一个支部、小组或其他特定组织。", "", "", "", "对", ""),
            List.of("填空", "中国共产党成立于____年____月。", "", "", "", "1921|一九二一;7|七", ""));

    private static final List<String> MEANT = List.of(
            "一行一题，填在“题目”页。 One question a row, on the sheet 题目.",
            "题型：单选、多选、判断、填空。 Types: single, multiple, true/false, fill-in.",
            "选项从A起连续填写，最多到J。 Options begin with A, none left out, up to J.",
            "答案：单选填一个字母（B），多选填多个（ABD）；判断填“对”或“错”。 Answers: letters; 对 or 错.",
            "填空：题干用____表示空；各空的答案用分号隔开，同一空的不同写法用竖线隔开（1921|一九二一;7）。 "
                    + "Blanks: a semicolon between blanks, a stroke between wordings.",
            "解析可不填，答题之后显示。 The explanation may be empty; it is shown after the answer.",
            "题干、解析不超过" + Question.TEXT + "字，选项、答案不超过" + Question.OPTION + "字，一个题库最多" + QuestionBank.MOST
                    + "题。 Limits: signs of a text, of an option, questions of a bank.",
            "不支持公式、图片和日期格式的单元格；导入时逐行说明问题，有一处不符则全部不导入。 "
                    + "No formulas, pictures or dates; with one problem nothing is imported.");

    private static final double NARROW = 12;
    private static final double WIDE = 60;

    private QuestionTemplate() {}

    public static byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Hongting", "1.0")) {
            Worksheet empty = workbook.newWorksheet(SheetReader.SHEET);
            headings(empty, Question.OPTIONS);
            empty.range(1, 0, QuestionBank.MOST, 0).validateWithListByFormula("\"单选,多选,判断,填空\"");
            Worksheet samples = workbook.newWorksheet("示例 Samples");
            headings(samples, SAMPLES.getFirst().size() - 4);
            for (int row = 0; row < SAMPLES.size(); row++) {
                for (int column = 0; column < SAMPLES.get(row).size(); column++) {
                    samples.value(row + 1, column, SAMPLES.get(row).get(column));
                }
            }
            Worksheet meant = workbook.newWorksheet("填写说明 Notes");
            meant.width(0, 2 * WIDE);
            for (int row = 0; row < MEANT.size(); row++) {
                meant.value(row, 0, MEANT.get(row));
                meant.style(row, 0).wrapText(true).set();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void headings(Worksheet sheet, int options) {
        List<SheetColumn> columns = Stream.of(
                        Stream.of(new SheetColumn(SheetColumn.Is.KIND, -1), new SheetColumn(SheetColumn.Is.TEXT, -1)),
                        IntStream.range(0, options).mapToObj(place -> new SheetColumn(SheetColumn.Is.OPTION, place)),
                        Stream.of(
                                new SheetColumn(SheetColumn.Is.ANSWER, -1),
                                new SheetColumn(SheetColumn.Is.EXPLANATION, -1)))
                .flatMap(part -> part)
                .toList();
        for (int i = 0; i < columns.size(); i++) {
            // What looks like a date or a number is to stay as it is typed.
            sheet.style(i).format("@").set();
            sheet.value(0, i, columns.get(i).heading());
            sheet.style(0, i).bold().set();
            boolean isLong = switch (columns.get(i).is()) {
                case TEXT, EXPLANATION -> true;
                case NAME, KIND, OPTION, ANSWER -> false;
            };
            sheet.width(i, isLong ? WIDE : NARROW);
        }
        sheet.freezePane(0, 1);
    }
}
