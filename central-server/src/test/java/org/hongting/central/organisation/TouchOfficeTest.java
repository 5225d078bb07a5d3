package org.hongting.central.organisation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.document.TouchEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.touch.NumberHash;
import org.hongting.protocol.touch.SearchWord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TouchOfficeTest {
    private static final byte[] SECRET = new byte[32];
    private static final int FEW_ROUNDS = 10;

    @TempDir
    Path folder;

    private final CardVault vault = new CardVault(new byte[32]);
    private final Members members = new Members(new Random(4), Clock.systemUTC());
    private final Cards cards = new Cards(vault, Clock.systemUTC());
    private final TouchOffice office =
            new TouchOffice(vault, new PinyinInitials(), new SecureRandom(), Clock.systemUTC(), FEW_ROUNDS);
    private TestStore store;
    private Member zhang;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        zhang = store.database.inTransaction(transaction -> {
            BranchId branch = new Branches(new Random(5))
                    .add(transaction, null, BranchKind.BRANCH, "支部")
                    .id();
            return members.add(transaction, "张三明", "2023010312", branch, false);
        });
    }

    @Test
    void theRosterCarriesHashesOfNumberAndWordsAndTellsNeither() {
        DocumentEntry line = roster();
        TouchEntry touch = Objects.requireNonNull(line.as(RosterEntry.class).touch());
        assertThat(touch.number()).isEqualTo(NumberHash.of("2023010312", 1, SECRET));
        assertThat(touch.words()).contains(SearchWord.initials("ZSM", 1, SECRET), SearchWord.ending("0312", 1, SECRET));
        assertThat(touch.ending()).isEqualTo("12");
        assertThat(touch.pin()).isNull();
        assertThat(new String(line.line().bytes(), UTF_8)).doesNotContain("20230", "0312", "ZSM", "三");
    }

    @Test
    void aPinThatIsSetReachesTheRosterAsAVerifierAndGoesWhenItIsCleared() {
        set("046213");
        TouchEntry touch = Objects.requireNonNull(roster().as(RosterEntry.class).touch());
        assertThat(Objects.requireNonNull(touch.pin()).matches("046213")).isTrue();
        store.database.inTransaction(transaction -> {
            office.clearPin(transaction, zhang.id());
            return null;
        });
        assertThat(Objects.requireNonNull(roster().as(RosterEntry.class).touch())
                        .pin())
                .isNull();
    }

    @Test
    void theDatabaseHoldsNeitherThePinNorAVerifierInTheClear() {
        set("046213");
        byte[] sealed = store.database
                .reading(transaction ->
                        transaction.queryFirst("SELECT sealed FROM member_pin", row -> row.bytes("sealed")))
                .orElseThrow();
        assertThat(new String(sealed, UTF_8)).doesNotContain("046213", "pbkdf2");
    }

    @Test
    void pinsThatAnybodyWouldTryFirstAreRefused() {
        assertThat(List.of("123456", "654321", "890123", "000000", "777777", "230103", "12345", "1234567", "abcdef"))
                .noneMatch(pin -> TouchOffice.isAcceptable(pin, zhang));
        assertThat(TouchOffice.isAcceptable("046213", zhang)).isTrue();
        assertThatThrownBy(() -> set("123456")).isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < 1000; i++) {
            assertThat(TouchOffice.isAcceptable(office.draw(zhang), zhang)).isTrue();
        }
    }

    @Test
    void whoIsInChargeIsNamedByTheRoster() {
        assertThat(roster().as(RosterEntry.class).inCharge()).isNull();
        charge(true);
        assertThat(roster().as(RosterEntry.class).inCharge()).isTrue();
        charge(false);
        assertThat(roster().as(RosterEntry.class).inCharge()).isNull();
    }

    private void charge(boolean inCharge) {
        store.database.inTransaction(transaction -> {
            office.setInCharge(transaction, zhang.id(), inCharge, "secretary");
            return null;
        });
    }

    private void set(String pin) {
        store.database.inTransaction(transaction -> {
            office.setPin(transaction, zhang, pin, "secretary");
            return null;
        });
    }

    private DocumentEntry roster() {
        RosterSource source = new RosterSource(members, cards, office, new OneKey());
        List<DocumentEntry> entries = store.database.reading(
                transaction -> source.contents(transaction, "site").getOrDefault(DocumentName.ROSTER, List.of()));
        return entries.getFirst();
    }

    /// A site with one card key.
    private static final class OneKey implements SiteKeys {
        @Override
        public int site() {
            return 1;
        }

        @Override
        public int badgeKeyNumber() {
            return 1;
        }

        @Override
        public Signer badgeSigner() {
            return Signer.of(P256.newKeyPair(new SecureRandom()));
        }

        @Override
        public SiteKey cardKey(Transaction transaction) {
            return SiteKey.card(1, SECRET);
        }
    }
}
