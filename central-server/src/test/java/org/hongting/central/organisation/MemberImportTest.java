package org.hongting.central.organisation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.hongting.central.platform.csv.CsvProblem;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.hongting.central.testing.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberImportTest {
    private static final String HEADER = "姓名,学号,支部,卡号\n";

    @TempDir
    Path folder;

    private TestStore store;
    private MemberImport members;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        Random random = new Random(3);
        Clock clock = Clock.systemUTC();
        members = new MemberImport(
                store.database,
                new Members(random, clock),
                new Cards(new CardVault(new byte[32]), clock),
                new Branches(random));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyWrongLineIsListedAndNoneIsImported() {
        ImportReport report = run("""
                张三,1,红亭大学/甲,04A1B2C3
                李四,1,红亭大学/甲,
                王五,=2,红亭大学/甲,
                赵六,3,红亭大学//甲,
                钱七,4,红亭大学/甲,0563537489
                孙八,5,红亭大学/甲,08A1B2C3
                周九,6,红亭大学/甲,04:a1:b2:c3
                ,7,红亭大学/甲,
                """);

        assertThat(report.imported()).isFalse();
        assertThat(report.problems())
                .extracting(CsvProblem::line, CsvProblem::code)
                .containsExactly(
                        Tuple.tuple(3L, "doubled-number"),
                        Tuple.tuple(4L, "not-a-number"),
                        Tuple.tuple(5L, "not-a-branch"),
                        Tuple.tuple(6L, "not-a-card"),
                        Tuple.tuple(7L, "random-card"),
                        Tuple.tuple(8L, "doubled-card"),
                        Tuple.tuple(9L, "empty"));
        assertThat(store.count("member")).isZero();
        assertThat(store.count("branch")).isZero();
        assertThat(store.count("publication_due")).isZero();
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        String file = "张三,1,红亭大学/甲,04A1B2C3\n李四,2,乙,\n";
        assertThat(run(file).added()).isEqualTo(2);

        ImportReport again = run(file);
        assertThat(again.problems()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(again.branches()).isZero();
    }

    @Test
    void aNameThatWouldMeanTwoUnitsOfTheSameFileIsRefused() {
        ImportReport report = run("张三,1,东校区/甲,\n李四,2,西校区/甲,\n王五,3,甲,\n");

        assertThat(report.problems())
                .extracting(CsvProblem::line, CsvProblem::code)
                .containsExactly(Tuple.tuple(4L, "ambiguous-branch"));
        assertThat(store.count("branch")).isZero();
    }

    @Test
    void aPathThatEndsLikeAnotherIsNotAmbiguous() {
        ImportReport report = run("张三,1,东校区/甲,\n李四,2,大学/东校区/甲,\n王五,3,大学/东校区/乙,\n");

        assertThat(report.problems()).isEmpty();
        assertThat(report.branches()).isEqualTo(6);
        assertThat(store.count("branch")).isEqualTo(6);
    }

    @Test
    void aColumnThatIsNoneOfUnitsMakesNone() {
        String lines = IntStream.rangeClosed(1, BranchReference.MOST + 2)
                .mapToObj(i -> "张三," + i + ",2026" + i + ",\n")
                .collect(Collectors.joining());

        assertThat(run(lines).problems())
                .extracting(CsvProblem::line, CsvProblem::code)
                .containsExactly(
                        Tuple.tuple(BranchReference.MOST + 2L, "too-many-branches"),
                        Tuple.tuple(BranchReference.MOST + 3L, "too-many-branches"));
        assertThat(store.count("branch")).isZero();
    }

    @Test
    void asManyUnitsAsAFileMayMakeAreMadeSoon() {
        String lines = IntStream.rangeClosed(1, BranchReference.MOST)
                .mapToObj(i -> "张三," + i + ",红亭大学/" + i + ",\n")
                .collect(Collectors.joining());

        assertThat(assertTimeout(Duration.ofSeconds(30), () -> run(lines)).branches())
                .isEqualTo(BranchReference.MOST + 1);
    }

    @Test
    void aMemberWithAsManyCardsAsPossibleMayStandInAFileWithOneOfThem() {
        for (int card = 0; card < RosterSource.CARDS; card++) {
            assertThat(run("张三,1,红亭大学/甲,04A1B2%02X\n".formatted(card)).problems())
                    .isEmpty();
        }

        assertThat(run("张三,1,红亭大学/甲,04A1B200\n").unchanged()).isEqualTo(1);
        assertThat(run("张三,1,红亭大学/甲,04A1B2FF\n").problems())
                .extracting(CsvProblem::code)
                .containsExactly("too-many-cards");
    }

    private ImportReport run(String lines) {
        return members.run((HEADER + lines).getBytes(UTF_8), new ImportOptions(false, true));
    }
}
