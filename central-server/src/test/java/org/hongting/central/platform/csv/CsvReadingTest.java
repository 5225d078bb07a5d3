package org.hongting.central.platform.csv;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.hongting.central.organisation.MemberColumn;
import org.junit.jupiter.api.Test;

class CsvReadingTest {
    private static final String GOOD = "姓名,学号,支部\n张晓明,20260001,第一党支部\n";

    @Test
    void chineseAndEnglishHeadersAreUnderstoodInAnyOrder() {
        CsvTable table = read("Student Number,备注,branch,NAME\n1,x,第一党支部,李雷\n".getBytes(UTF_8));

        assertThat(table.problems()).isEmpty();
        assertThat(table.rows().getFirst().get(MemberColumn.NAME)).isEqualTo("李雷");
        assertThat(table.rows().getFirst().get(MemberColumn.STUDENT_NUMBER)).isEqualTo("1");
    }

    @Test
    void aFileInGb18030AndOneWithAByteOrderMarkReadTheSame() {
        assertThat(read(GOOD.getBytes(Charset.forName("GB18030")))).isEqualTo(read(("\uFEFF" + GOOD).getBytes(UTF_8)));
    }

    @Test
    void utf16IsRefusedWithWhatToDo() {
        byte[] file = ("\uFEFF" + GOOD).getBytes(UTF_16LE);

        assertThat(codes(read(file))).containsExactly("encoding");
    }

    @Test
    void everyProblemNamesItsLineEvenBehindEmptyLinesAndQuotedOnes() {
        CsvTable table = read("姓名,学号,支部\n\n\"张三\",1,甲\n,2,甲\n李四,3,\n".getBytes(UTF_8));

        assertThat(table.rows()).hasSize(1);
        assertThat(table.problems())
                .extracting(CsvProblem::line, CsvProblem::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4L, "empty"),
                        org.assertj.core.groups.Tuple.tuple(5L, "empty"));
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedAndSwallowsNothing() {
        CsvTable table = read("姓名,学号,支部\n\"张三,1,甲\n李四,2,甲\n".getBytes(UTF_8));

        assertThat(codes(table)).containsExactly("not-csv");
    }

    @Test
    void hugeFieldsManyLinesAndBigFilesMeetTheirCaps() {
        assertThat(codes(read(("姓名,学号,支部\n" + "长".repeat(5000) + ",1,甲\n").getBytes(UTF_8))))
                .containsExactly("not-csv");
        assertThat(codes(read(("姓名,学号,支部\n" + "长".repeat(65) + ",1,甲\n").getBytes(UTF_8))))
                .containsExactly("too-long");
        assertThat(codes(read(("姓名,学号,支部\n" + "张,1,甲\n".repeat(CsvReading.LINES + 1)).getBytes(UTF_8))))
                .containsExactly("too-many-lines");
        assertThat(codes(read(new byte[CsvReading.BYTES + 1]))).containsExactly("file-too-large");
    }

    @Test
    void missingAndDoubledColumnsAndEmptyFilesAreSaid() {
        assertThat(codes(read("姓名,name,支部\n".getBytes(UTF_8)))).containsExactly("doubled-column", "missing-column");
        assertThat(codes(read(new byte[0]))).containsExactly("empty-file");
    }

    @Test
    void controlCharactersAndDirectionMarksAreRefused() {
        for (String mark : List.of("\u0000", "\u007F", "\u202E", "\u2028", "\u2029", "\uFFFD", "\uDB40\uDC01")) {
            assertThat(codes(read(("姓名,学号,支部\n张" + mark + "三,1,甲\n").getBytes(UTF_8))))
                    .containsExactly("control-character");
        }
    }

    @Test
    void whatIsWrittenIsNoFormulaAndReadsBackAsItWas() {
        byte[] written = CsvWriting.write(List.of(
                List.of("姓名", "学号", "支部"), List.of("=HYPERLINK(\"x\")", "-1", "@甲"), List.of("'quoted", "2", "乙")));

        assertThat(new String(written, UTF_8))
                .startsWith("\uFEFF姓名")
                .contains("'=HYPERLINK")
                .contains("'-1", "'@甲");
        CsvTable table = read(written);
        assertThat(table.rows().getFirst().get(MemberColumn.NAME)).isEqualTo("=HYPERLINK(\"x\")");
        assertThat(table.rows().get(1).get(MemberColumn.NAME)).isEqualTo("'quoted");
    }

    @Test
    void theTemplateCanBeImported() {
        byte[] template = CsvWriting.template(Arrays.asList(MemberColumn.values()), true);

        assertThat(read(template).problems()).isEmpty();
        assertThat(read(template).rows()).hasSize(1);
    }

    private static CsvTable read(byte[] file) {
        return CsvReading.read(file, Arrays.asList(MemberColumn.values()));
    }

    private static List<String> codes(CsvTable table) {
        return table.problems().stream().map(CsvProblem::code).toList();
    }
}
