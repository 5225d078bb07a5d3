package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Random;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.central.platform.security.SignInAttempts;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions of phones, signed well and badly, at a real store.
class PhoneDoorTest {
    private static final String HOME = "192.0.2.1";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T01:00:00Z"), ZoneOffset.UTC);
    private static final KeyPair KEY = P256.newKeyPair(new SecureRandom());

    @TempDir
    Path folder;

    private final Members members = new Members(new Random(7), CLOCK);
    private final Phones phones = new Phones(CLOCK);
    private final PhoneDoor door = new PhoneDoor(members, new SignInAttempts(CLOCK), CLOCK);
    private TestStore store;
    private Member member;
    private Phones.Phone phone;

    @BeforeEach
    void enrol() {
        store = new TestStore(folder);
        Branch branch = store.database.inTransaction(
                transaction -> new Branches(new Random(8)).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        member = store.database.inTransaction(
                transaction -> members.add(transaction, "张晓明", "20260001", branch.id(), false));
        phone = store.database.inTransaction(transaction -> phones.enrol(
                transaction, member.id(), new Phones.Applicant(KEY.getPublic(), "x", Phones.Way.LINK, "admin")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SignedAsk signed(String action, long at, String content, KeyPair key) {
        byte[] message = ("ht/v1/ask\n" + action + "\n" + member.id() + "\n0\n" + at + "\n" + content).getBytes(UTF_8);
        String proof = Base64.getEncoder().encodeToString(Signer.of(key).sign(message));
        return new SignedAsk(member.id().value(), 0, at, content, proof);
    }

    private SignedAsk signed(long at) {
        return signed("requests", at, "{}", KEY);
    }

    private PhoneDoor.Caller open(String action, SignedAsk ask) {
        PhoneDoor.Caller caller = store.database.reading(transaction -> door.judge(transaction, action, ask, HOME));
        return caller instanceof PhoneDoor.Caller.Known known
                ? store.database.inTransaction(transaction -> door.use(transaction, known, ask))
                : caller;
    }

    private void isNobody(PhoneDoor.Caller caller, PhoneDoor.Reason reason) {
        assertThat(caller).isEqualTo(new PhoneDoor.Caller.Nobody(reason));
    }

    @Test
    void anEnrolledPhoneIsKnownByWhatItSigned() {
        assertThat(open("requests", signed(CLOCK.millis()))).isEqualTo(new PhoneDoor.Caller.Known(member, phone));
    }

    @Test
    void whoIsKnownIsFoundOutWithoutWritingAnything() {
        SignedAsk ask = signed(CLOCK.millis());
        for (int i = 0; i < 2; i++) {
            assertThat(store.database.<PhoneDoor.Caller>reading(
                            transaction -> door.judge(transaction, "requests", ask, HOME)))
                    .isEqualTo(new PhoneDoor.Caller.Known(member, phone));
        }
        assertThat(store.count("phone_asked")).isZero();
    }

    @Test
    void aQuestionCountsOnceAndOnlyAboutNow() {
        long now = CLOCK.millis();
        open("requests", signed(now));
        isNobody(open("requests", signed(now)), PhoneDoor.Reason.WRONG_TIME);
        isNobody(open("requests", signed(now - 1)), PhoneDoor.Reason.WRONG_TIME);
        assertThat(open("requests", signed(now + 1))).isInstanceOf(PhoneDoor.Caller.Known.class);
        long far = PhoneDoor.NEAR.toMillis() + 1;
        isNobody(open("requests", signed(now + far)), PhoneDoor.Reason.WRONG_TIME);
        isNobody(open("requests", signed(now - far)), PhoneDoor.Reason.WRONG_TIME);
        assertThat(open("requests", signed(now + 2)))
                .as("a wrong time uses up nothing")
                .isInstanceOf(PhoneDoor.Caller.Known.class);
    }

    @Test
    void aSignatureCountsForWhatItWasMadeForAndForNobodyElse() {
        SignedAsk ask = signed("requests", CLOCK.millis(), "{\"id\":1}", KEY);
        isNobody(open("requests/withdraw", ask), PhoneDoor.Reason.BAD_REQUEST);
        isNobody(
                open("requests", new SignedAsk(ask.member(), 0, ask.at(), "{\"id\":2}", ask.proof())),
                PhoneDoor.Reason.BAD_REQUEST);
        isNobody(
                open("requests", new SignedAsk("no member", 0, ask.at(), ask.content(), "AAAA")),
                PhoneDoor.Reason.BAD_REQUEST);
        isNobody(
                open("requests", signed("requests", ask.at(), "{}", P256.newKeyPair(new SecureRandom()))),
                PhoneDoor.Reason.BAD_REQUEST);
    }

    @Test
    void aRemovedPhoneAndOneWhoseMemberHasLeftAreTurnedAway() {
        store.database.inTransaction(transaction -> {
            members.save(transaction, new Member(member.id(), "张晓明", "20260001", member.branch(), false, false, 1));
            return true;
        });
        isNobody(open("requests", signed(CLOCK.millis())), PhoneDoor.Reason.REMOVED);
        store.database.inTransaction(transaction -> {
            phones.remove(transaction, phone, "admin");
            return null;
        });
        isNobody(open("requests", signed(CLOCK.millis() + 1)), PhoneDoor.Reason.REMOVED);
    }

    @Test
    void aPhoneThatALostTerminalLetInIsToldSo() {
        store.execute("UPDATE phone SET suspended_for = 'kiosk-1'");
        isNobody(open("requests", signed(CLOCK.millis())), PhoneDoor.Reason.SUSPENDED);
    }

    @Test
    void guessesShutTheDoorForAWhile() {
        KeyPair stranger = P256.newKeyPair(new SecureRandom());
        for (int i = 0; i < 5; i++) {
            open("requests", signed("requests", CLOCK.millis() + i, "{}", stranger));
        }
        isNobody(open("requests", signed(CLOCK.millis())), PhoneDoor.Reason.LOCKED);
    }
}
