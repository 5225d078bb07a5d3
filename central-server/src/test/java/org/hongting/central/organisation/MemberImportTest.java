package org.hongting.central.organisation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.hongting.central.platform.csv.CsvProblem;
import org.hongting.central.platform.csv.ImportOptions;
import org.hongting.central.platform.csv.ImportReport;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardUid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberImportTest {
    private static final String HEADER = "姓名,学号,支部,卡号\n";

    @TempDir
    Path folder;

    private TestStore store;
    private MemberImport members;
    private final Cards cards = new Cards(new CardVault(new byte[32]), Clock.systemUTC());

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        Random random = new Random(3);
        Clock clock = Clock.systemUTC();
        members = new MemberImport(store.database, new Members(random, clock), cards, new Branches(random));
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
    void aNumberIsTheSameHoweverItIsWritten() {
        assertThat(run("张三,ab-2026,甲,\n李四,AB2026,甲,\n王五,---,甲,\n").problems())
                .extracting(CsvProblem::line, CsvProblem::code)
                .containsExactly(Tuple.tuple(3L, "doubled-number"), Tuple.tuple(4L, "not-a-number"));
        assertThat(run("张三,ab-2026,甲,\n").added()).isEqualTo(1);
        ImportReport again = run("张三,AB2026,甲,\n");
        assertThat(again.added()).isZero();
        assertThat(store.count("member")).isOne();
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

    @Test
    void cardNumbersMayBeWrittenInAnotherEncodingAndWrongOnesAreListedByLine() {
        ImportReport refused = run(CardEncoding.REVERSED_DECIMAL, """
                张三,1,红亭大学/甲,0563537489
                李四,2,红亭大学/甲,51E69621
                王五,3,红亭大学/甲,4294967296
                赵六,4,红亭大学/甲,563537489
                钱七,5,红亭大学/甲,3.89E+09
                孙八,6,红亭大学/甲,0857870600
                """);
        assertThat(refused.problems())
                .extracting(CsvProblem::line, CsvProblem::code, CsvProblem::arguments)
                .containsExactly(
                        Tuple.tuple(3L, "not-a-card", List.of("reversed-decimal")),
                        Tuple.tuple(4L, "not-a-card", List.of("reversed-decimal")),
                        Tuple.tuple(5L, "doubled-card", List.of("2")),
                        Tuple.tuple(6L, "not-a-card", List.of("reversed-decimal")),
                        Tuple.tuple(7L, "random-card", List.of()));
        assertThat(store.count("card")).isZero();

        assertThat(run(CardEncoding.REVERSED_DECIMAL, "张三,1,红亭大学/甲,563537489\n").added())
                .isEqualTo(1);
        assertThat(run("张三,1,红亭大学/甲,51E69621\n").unchanged())
                .as("the same card, written as it sends itself")
                .isEqualTo(1);
        assertThat(store.texts("added_by", "card")).containsExactly("li");
    }

    @ParameterizedTest
    @EnumSource
    void oneFileInEveryEncodingNamesTheSameCard(CardEncoding encoding) {
        CardUid uid = new CardUid(new byte[] {0, (byte) 0xDE, (byte) 0xFA, 0});
        String written = encoding.print(uid).orElseThrow();

        assertThat(run(encoding, "张三,1,红亭大学/甲,\"" + written + "\"\n").problems())
                .isEmpty();
        assertThat(run("张三,1,红亭大学/甲,00DEFA00\n").unchanged()).isEqualTo(1);
    }

    @Test
    void anOldListDoesNotBringAReplacedCardBack() {
        run("张三,1,红亭大学/甲,51E69621\n");
        People people = new People(cards);
        store.database.inTransaction(transaction -> {
            Member member = new Members(new Random(9), Clock.systemUTC())
                    .all(transaction)
                    .getFirst();
            String old = cards.of(transaction, member.id()).getFirst().blindIndex();
            return people.addCard(transaction, member, new People.NewCard("26DEFAE7", CardEncoding.HEX, old), "wang");
        });

        assertThat(run("张三,1,红亭大学/甲,51E69621\n").problems())
                .extracting(CsvProblem::line, CsvProblem::code)
                .containsExactly(Tuple.tuple(2L, "replaced-card"));
        assertThat(run("张三,1,红亭大学/甲,26DEFAE7\n").unchanged()).isEqualTo(1);
        assertThat(run("李四,2,红亭大学/甲,51E69621\n").added())
                .as("a card that was handed in may be somebody else's")
                .isEqualTo(1);
    }

    private ImportReport run(String lines) {
        return run(CardEncoding.HEX, lines);
    }

    private ImportReport run(CardEncoding encoding, String lines) {
        return members.run((HEADER + lines).getBytes(UTF_8), new ImportOptions(false, true, encoding), "li");
    }
}
