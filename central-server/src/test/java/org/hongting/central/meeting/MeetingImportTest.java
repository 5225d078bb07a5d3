package org.hongting.central.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.platform.csv.CsvProblem;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.BranchId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeetingImportTest {
    private static final String HEADER = "title,kind,branch,start,end,opens before,audience\n";

    @TempDir
    Path folder;

    private final Random random = new Random(4);
    private TestStore store;
    private MeetingImport meetings;
    private BranchId school;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
        meetings = new MeetingImport(store.database, new Meetings(random, clock), clock);
        school = unit(null, BranchKind.SCHOOL, "红亭大学");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private BranchId unit(@org.jspecify.annotations.Nullable BranchId parent, BranchKind kind, String name) {
        return store.database
                .inTransaction(transaction -> new Branches(random).add(transaction, parent, kind, name))
                .id();
    }

    @Test
    void theRulesOfAMeetingAreReadAndWhatAFileLeavesOutStays() {
        String header = "title,kind,branch,start,end,quorum,second factor,places\n";
        String line = "大会,other,红亭大学,2026-11-22 09:00,2026-11-22 11:00,";
        assertThat(file(header + line + "过半数,负责人确认,20\n").added()).isEqualTo(1);
        assertThat(file(header + line + ",,\n").unchanged()).isEqualTo(1);
        assertThat(file(header + line + "无,,\n").changed()).isEqualTo(1);
        assertThat(file(header + line + "一半多一点,眼神,很多\n").problems())
                .extracting(org.hongting.central.platform.csv.CsvProblem::code)
                .containsOnly("not-a-choice")
                .hasSize(3);
    }

    private org.hongting.central.platform.csv.ImportReport file(String text) {
        return meetings.run(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new org.hongting.central.platform.csv.ImportOptions(false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22 09:00", "2026/11/2 9:00", "2026.1.2 9:00:30", "2026-11-22T09:00"})
    void timesAreReadAsSpreadsheetsWriteThem(String starts) {
        assertThat(run("大会,other,红亭大学," + starts + "," + starts.replaceFirst("0?9:", "11:") + ",,\n")
                        .added())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30 09:00",
                "2026-11-31 09:00",
                "2026-13-01 09:00",
                "2026-11-22 25:00",
                "22-11-2026 09:00",
                "+20260-11-22 09:00",
                "-2026-11-22 09:00",
                "0026-11-22 09:00",
                "明天"
            })
    void aTimeThatIsNoneIsListedAndNothingIsImported(String starts) {
        ImportReport report = run("好,other,红亭大学,2026-11-22 09:00,2026-11-22 11:00,,\n大会,other,红亭大学," + starts
                + ",+999999999-12-31 23:59,,\n");

        assertThat(report.problems())
                .allSatisfy(problem -> assertThat(problem.line()).isEqualTo(3))
                .extracting(CsvProblem::code)
                .containsOnly("not-a-time")
                .hasSize(2);
        assertThat(store.count("meeting")).isZero();
    }

    @Test
    void aFileAsksForCheckOutOrLeavesItAsItIs() {
        String row = "大会,other,红亭大学,2026-11-22 09:00,2026-11-22 11:00,,";
        assertThat(runWithCheckOut(row + ",是\n").added()).isEqualTo(1);
        assertThat(store.texts("leaves_until", "meeting")).containsExactly("2026-11-22T03:30:00.000Z");
        assertThat(run(row + "\n").unchanged()).isEqualTo(1);
        assertThat(runWithCheckOut(row + ",no\n").changed()).isEqualTo(1);
        assertThat(store.count("meeting WHERE leaves_from IS NULL")).isEqualTo(1);
        assertThat(runWithCheckOut(row + ",或许\n").problems())
                .extracting(CsvProblem::code)
                .containsExactly("not-a-choice");
    }

    private ImportReport runWithCheckOut(String lines) {
        return meetings.run((HEADER.strip() + ",check out\n" + lines).getBytes(UTF_8), new ImportOptions(false, false));
    }

    @Test
    void aMeetingOfMoreThanAWeekIsASlipOfThePen() {
        assertThat(run("大会,other,红亭大学,2026-11-22 09:00,2028-11-22 11:00,,\n").problems())
                .extracting(CsvProblem::code)
                .containsExactly("too-long-meeting");
        assertThat(run("大会,other,红亭大学,2026-11-22 09:00,2026-11-29 09:00,,\n").added())
                .isEqualTo(1);
    }

    @Test
    void moreUnitsThanTerminalsCanBeToldAreRefused() {
        for (int i = 0; i < 1000; i++) {
            unit(school, BranchKind.BRANCH, "支部" + i);
        }

        assertThat(run("大会,other,红亭大学,2026-11-22 09:00,2026-11-22 11:00,,\n").problems())
                .extracting(CsvProblem::code)
                .containsExactly("audience-large");
        assertThat(run("大会,other,支部1,2026-11-22 09:00,2026-11-22 11:00,,支部1;支部2\n")
                        .added())
                .isEqualTo(1);
    }

    private ImportReport run(String lines) {
        return meetings.run((HEADER + lines).getBytes(UTF_8), new ImportOptions(false, false));
    }
}
