package org.hongting.central.organisation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.card.CardEncoding;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.identity.BranchId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardsTest {
    private static final String OLD = "51E69621";
    private static final String NEW = "26DEFAE7";

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-22T01:00:00Z"), ZoneOffset.UTC);
    private final Cards cards = new Cards(new CardVault(new byte[32]), clock);
    private final People people = new People(cards);
    private TestStore store;
    private Member li;
    private Member wang;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        Members members = new Members(new Random(4), clock);
        Branches branches = new Branches(new Random(5));
        List<Member> both = store.database.inTransaction(transaction -> {
            BranchId branch =
                    branches.add(transaction, null, BranchKind.BRANCH, "支部").id();
            return List.of(
                    members.add(transaction, "李雷", "1", branch, false),
                    members.add(transaction, "王芳", "2", branch, false));
        });
        li = both.getFirst();
        wang = both.getLast();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private People.CardAnswer add(Member member, String written, String replaces) {
        return store.database.inTransaction(transaction -> people.addCard(
                transaction, member, new People.NewCard(written, CardEncoding.HEX, replaces), "secretary"));
    }

    private String index(String hex) {
        return cards.index(new CardUid(HexFormat.of().parseHex(hex)));
    }

    private List<Cards.CardLine> present(Member member) {
        return store.database.reading(transaction -> cards.of(transaction, member.id()));
    }

    private List<Cards.PastCard> past(Member member) {
        return store.database.reading(transaction -> cards.past(transaction, member.id()));
    }

    @Test
    void aReplacedCardStandsInTheHistoryWithWhenAndByWhom() {
        Instant bound = clock.instant();
        add(li, OLD, "");
        clock.pass(Duration.ofDays(30));

        assertThat(add(li, NEW, index(OLD))).isEqualTo(People.CardAnswer.ADDED);

        assertThat(present(li))
                .containsExactly(new Cards.CardLine(index(NEW), "E7", clock.instant(), "secretary", Optional.empty()));
        assertThat(past(li))
                .containsExactly(new Cards.PastCard("21", bound, "secretary", clock.instant(), "secretary", true));
        assertThat(store.texts("replaced_by", "card_past")).containsExactly(index(NEW));
        assertThat(store.count("publication_due WHERE document = 'roster/site'"))
                .isEqualTo(1);
    }

    @Test
    void aRemovedCardStandsThereTooAndMayBeBoundAgain() {
        add(li, OLD, "");
        store.database.inTransaction(transaction -> {
            people.removeCard(transaction, li, index(OLD), "admin");
            return null;
        });

        assertThat(present(li)).isEmpty();
        assertThat(past(li)).singleElement().satisfies(card -> {
            assertThat(card.endedBy()).isEqualTo("admin");
            assertThat(card.replaced()).isFalse();
        });
        assertThat(add(wang, OLD, "")).isEqualTo(People.CardAnswer.ADDED);
        assertThat(past(li)).hasSize(1);
    }

    @Test
    void nobodyReplacesTheCardOfAnother() {
        add(li, OLD, "");

        assertThat(add(wang, OLD, "")).isEqualTo(People.CardAnswer.CARD_OF_ANOTHER);
        assertThat(add(wang, NEW, index(OLD))).isEqualTo(People.CardAnswer.ADDED);

        assertThat(present(li)).hasSize(1);
        assertThat(past(li)).isEmpty();
        assertThat(past(wang)).isEmpty();
    }

    @Test
    void aCardReplacedByItselfStaysAsItIs() {
        add(li, OLD, "");

        assertThat(add(li, OLD, index(OLD))).isEqualTo(People.CardAnswer.ADDED);

        assertThat(present(li)).hasSize(1);
        assertThat(past(li)).isEmpty();
    }

    @Test
    void whoHasAsManyCardsAsPossibleMayStillReplaceOne() {
        for (int card = 0; card < RosterSource.CARDS; card++) {
            add(li, "04A1B2%02X".formatted(card), "");
        }

        assertThat(add(li, NEW, "")).isEqualTo(People.CardAnswer.TOO_MANY_CARDS);
        assertThat(add(li, NEW, index("FFFFFFFF"))).isEqualTo(People.CardAnswer.TOO_MANY_CARDS);
        assertThat(add(li, NEW, index("04A1B200"))).isEqualTo(People.CardAnswer.ADDED);
        assertThat(present(li)).hasSize(RosterSource.CARDS);
    }

    @Test
    @Tag("sqlite")
    void noCardNumberStandsInTheDatabasesFiles() throws IOException {
        add(li, OLD, "");
        add(li, NEW, index(OLD));
        StringBuilder everything = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                everything.append(Files.readString(file, ISO_8859_1));
            }
        }

        assertThat(everything.toString()).contains(index(OLD), index(NEW));
        for (String hex : List.of(OLD, NEW)) {
            CardUid uid = new CardUid(HexFormat.of().parseHex(hex));
            assertThat(everything.toString()).doesNotContain(new String(uid.bytes(), ISO_8859_1));
            for (CardEncoding encoding : CardEncoding.values()) {
                encoding.print(uid)
                        .ifPresent(written -> assertThat(everything.toString())
                                .doesNotContain(written)
                                .doesNotContain(written.toLowerCase(Locale.ROOT)));
            }
        }
    }
}
