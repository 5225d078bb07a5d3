package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.central.phone.Enrolment.Answer;
import org.hongting.central.phone.Enrolment.Newcomer;
import org.hongting.central.phone.Enrolment.Reason;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.platform.security.SignInAttempts;
import org.hongting.central.testing.MovingClock;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.code.PhoneTicket;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Phones at the door of a real store.
class EnrolmentTest {
    private static final String HOME = "192.0.2.1";
    private static final String PASSWORD = "a long password";

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-22T01:00:00Z"), ZoneOffset.UTC);
    private final Members members = new Members(new Random(7), clock);
    private final Phones phones = new Phones(clock);
    private final EnrolmentLinks links = new EnrolmentLinks(clock, new SecureRandom());
    private TestStore store;
    private Enrolment enrolment;
    private Member member;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        enrolment = new Enrolment(
                store.database,
                members,
                phones,
                links,
                new MemberPasswords(clock),
                new Enrolment.Doorkeeper(new SignInAttempts(clock), new AuditLog(store.database, clock)));
        Branch branch = store.database.inTransaction(
                transaction -> new Branches(new Random(8)).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        member = store.database.inTransaction(
                transaction -> members.add(transaction, "张晓明", "20260001", branch.id(), false));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String link() {
        return store.database
                .inTransaction(transaction -> links.make(transaction, member.id(), "admin"))
                .token();
    }

    private static KeyPair newKey() {
        return P256.newKeyPair(new SecureRandom());
    }

    private static Newcomer newcomer(KeyPair pair, String word) {
        Base64.Encoder base64 = Base64.getEncoder();
        String key = base64.encodeToString(pair.getPublic().getEncoded());
        byte[] proof = Signer.of(pair).sign(("ht/v1/enrol\n" + word + "\n" + key).getBytes(UTF_8));
        return new Newcomer(key, "Pixel 9", base64.encodeToString(proof));
    }

    private Answer byLink(KeyPair pair, String token) {
        return enrolment.byLink(newcomer(pair, token), token, "", HOME);
    }

    private Answer byPassword(String password, String address) {
        return enrolment.byPassword(newcomer(newKey(), "20260001"), "20260001", password, address);
    }

    private List<Phones.Phone> phones() {
        return store.database.reading(transaction -> Phones.of(transaction, member.id()));
    }

    private static void isRefused(Answer answer, Reason reason) {
        assertThat(answer).isEqualTo(new Answer.Refused(reason));
    }

    @Test
    void aLinkEnrolsOnePhoneOnce() {
        String token = link();
        KeyPair pair = newKey();
        Answer.Welcome welcome = (Answer.Welcome) byLink(pair, token);

        assertThat(welcome.phone().number()).isZero();
        assertThat(welcome.phone().key()).isEqualTo(pair.getPublic());
        assertThat(welcome.phone().vouchedBy()).isEqualTo("admin");
        isRefused(byLink(newKey(), token), Reason.USED_LINK);
        assertThat(byLink(pair, token)).as("whose answer was lost on the way").isEqualTo(welcome);
        assertThat(phones()).hasSize(1);
    }

    @Test
    void aLinkEndsAfterADayAndWhenTheNextIsMade() {
        String first = link();
        String second = link();
        isRefused(byLink(newKey(), first), Reason.EXPIRED_LINK);
        clock.pass(EnrolmentLinks.LIFE);
        isRefused(byLink(newKey(), second), Reason.EXPIRED_LINK);
        assertThat(phones()).isEmpty();
    }

    @Test
    void nothingOfALinkStandsInTheStore() {
        String token = link();
        List<String> kept = store.database.reading(transaction -> transaction.query(
                "SELECT hash, member, made_by FROM phone_link",
                row -> HexFormat.of().formatHex(row.bytes("hash")) + row.text("member") + row.text("made_by")));
        assertThat(kept).singleElement().asString().doesNotContain(token);
    }

    @Test
    void guessedLinksAreCountedAndShutTheDoorForAWhile() {
        for (int i = 0; i < 5; i++) {
            isRefused(byLink(newKey(), "AAAAAAAAAAAAAAAAAAAAA" + i), Reason.UNKNOWN_LINK);
        }
        String token = link();
        isRefused(byLink(newKey(), token), Reason.LOCKED);
        assertThat(enrolment.byLink(newcomer(newKey(), token), token, "", "192.0.2.2"))
                .as("from elsewhere")
                .isInstanceOf(Answer.Welcome.class);
        String next = link();
        clock.pass(Duration.ofMinutes(11));
        assertThat(byLink(newKey(), next)).isInstanceOf(Answer.Welcome.class);
    }

    @Test
    void whoCannotSignWithTheKeyDoesNotGetIn() {
        String token = link();
        Newcomer stranger = newcomer(newKey(), token);
        Newcomer borrowed = new Newcomer(newcomer(newKey(), token).key(), "Pixel 9", stranger.proof());
        isRefused(enrolment.byLink(borrowed, token, "", HOME), Reason.BAD_REQUEST);
        isRefused(enrolment.byLink(new Newcomer("no key", "x", "AAAA"), token, "", HOME), Reason.BAD_REQUEST);
        assertThat(byLink(newKey(), token)).as("the link is not used up").isInstanceOf(Answer.Welcome.class);
    }

    @Test
    void aPasswordSetAtTheFirstPhoneEnrolsTheNext() {
        String token = link();
        isRefused(enrolment.byLink(newcomer(newKey(), token), token, "short", HOME), Reason.WEAK_PASSWORD);
        Answer.Welcome first = (Answer.Welcome) enrolment.byLink(newcomer(newKey(), token), token, PASSWORD, HOME);
        assertThat(first.hasPassword()).isTrue();

        Answer.Welcome second = (Answer.Welcome) byPassword(PASSWORD, HOME);

        assertThat(second.phone().number()).isEqualTo(1);
        assertThat(second.phone().way()).isEqualTo("password");
    }

    @Test
    void wrongPasswordsAreRefusedAndLockTheNumberFromThatAddress() {
        String token = link();
        enrolment.byLink(newcomer(newKey(), token), token, PASSWORD, HOME);
        for (int i = 0; i < 5; i++) {
            isRefused(byPassword("not the password", HOME), Reason.WRONG_PASSWORD);
        }
        isRefused(byPassword(PASSWORD, HOME), Reason.LOCKED);
        assertThat(byPassword(PASSWORD, "192.0.2.2")).isInstanceOf(Answer.Welcome.class);
    }

    @Test
    void whoHasNoPasswordIsToldTheSameAsWhoIsNobody() {
        isRefused(byPassword("", HOME), Reason.WRONG_PASSWORD);
        isRefused(
                enrolment.byPassword(newcomer(newKey(), "99999999"), "99999999", PASSWORD, HOME),
                Reason.WRONG_PASSWORD);
    }

    @Test
    void whoHasLeftEnrolsNothing() {
        String token = link();
        store.database.inTransaction(transaction -> {
            members.save(transaction, new Member(member.id(), "张晓明", "20260001", member.branch(), false, false, 1));
            return true;
        });
        isRefused(byLink(newKey(), token), Reason.MEMBER_LEFT);
    }

    @Test
    void aFourthPhoneTakesThePlaceOfTheOldest() {
        for (int i = 0; i < 4; i++) {
            byLink(newKey(), link());
        }
        assertThat(phones()).extracting(Phones.Phone::number).containsExactly(3, 2, 1, 0);
        assertThat(phones().stream().filter(phone -> phone.removed().isEmpty())).hasSize(Phones.MOST);
        assertThat(phones().getLast().removed()).isPresent();
    }

    @Test
    void whoFindsACardEndsNoPhoneThatWasLetInByMore() {
        KeyPair terminal = claimedTerminal();
        KeyPair kept = newKey();
        byLink(kept, link());
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofSeconds(1));
            assertThat(byLink(newKey(), ticket(terminal, clock.instant()))).isInstanceOf(Answer.Welcome.class);
        }
        assertThat(phones().getLast().removed()).as("let in by a link").isEmpty();
        assertThat(phones().get(3).removed()).as("let in by a card").isPresent();

        KeyPair last = newKey();
        List.of(newKey(), newKey(), last).forEach(pair -> byLink(pair, link()));
        List<Phones.Phone> before = phones();
        String ticket = ticket(terminal, clock.instant().plusSeconds(1));
        isRefused(byLink(newKey(), ticket), Reason.NO_ROOM);
        assertThat(phones()).isEqualTo(before);
        assertThat(byLink(last, ticket)).as("a phone that is in already").isInstanceOf(Answer.Welcome.class);
    }

    @Test
    void numbersComeBackOnlyWhenAllHaveBeenUsed() {
        List<Integer> numbers = IntStream.range(0, 258)
                .mapToObj(i -> store.database.inTransaction(transaction -> phones.enrol(
                                transaction,
                                member.id(),
                                new Phones.Applicant(newKey().getPublic(), "x", Phones.Way.LINK, "admin"))
                        .number()))
                .toList();
        assertThat(numbers.subList(0, 256)).doesNotHaveDuplicates().allMatch(number -> number < 256);
        assertThat(numbers.subList(256, 258)).containsExactly(0, 1);
    }

    private String ticket(KeyPair terminal, Instant made) {
        return PhoneTicket.issue(new TerminalId("kiosk-1"), member.id(), made, Signer.of(terminal));
    }

    private KeyPair claimedTerminal() {
        KeyPair terminal = newKey();
        store.execute(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES ('kiosk-1', 'x', '', ?, ?)",
                terminal.getPublic().getEncoded(),
                UtcText.of(clock.instant()));
        return terminal;
    }

    @Test
    void aTicketOfATerminalEnrolsOnePhoneOnceAndSetsNoPassword() {
        String ticket = ticket(claimedTerminal(), clock.instant());
        KeyPair pair = newKey();
        Answer.Welcome welcome = (Answer.Welcome) enrolment.byLink(newcomer(pair, ticket), ticket, PASSWORD, HOME);

        assertThat(welcome.phone().way()).isEqualTo("kiosk");
        assertThat(welcome.phone().vouchedBy()).isEqualTo("kiosk-1");
        assertThat(welcome.hasPassword()).isFalse();
        isRefused(byLink(newKey(), ticket), Reason.USED_LINK);
        assertThat(byLink(pair, ticket)).as("whose answer was lost on the way").isEqualTo(welcome);
    }

    @Test
    void noTicketEnrolsForAMemberForWhomALostTerminalVouchedButALinkDoes() {
        KeyPair terminal = claimedTerminal();
        byLink(newKey(), ticket(terminal, clock.instant()));
        store.execute("UPDATE phone SET suspended_for = 'kiosk-9'");
        clock.pass(Duration.ofSeconds(1));
        isRefused(byLink(newKey(), ticket(terminal, clock.instant())), Reason.SUSPENDED);
        assertThat(byLink(newKey(), link())).isInstanceOf(Answer.Welcome.class);
    }

    @Test
    void aUsedTicketWrittenInAnotherWayIsStillUsed() {
        String ticket = ticket(claimedTerminal(), clock.instant());
        assertThat(byLink(newKey(), ticket)).isInstanceOf(Answer.Welcome.class);
        int seconds = ticket.indexOf('.', ticket.indexOf('.') + 1) + 1;
        String padded = ticket.substring(0, seconds) + "0" + ticket.substring(seconds);
        char last = ticket.charAt(ticket.length() - 1);
        String spareBits = ticket.substring(0, ticket.length() - 1) + (char) (last + 1);

        isRefused(byLink(newKey(), padded), Reason.USED_LINK);
        assertThat(byLink(newKey(), spareBits)).isNotInstanceOf(Answer.Welcome.class);
        assertThat(phones()).hasSize(1);
    }

    @Test
    void aTicketThatIsOldOrOfAnotherKeyOrOfARevokedTerminalEnrolsNothing() {
        KeyPair terminal = claimedTerminal();
        Instant now = clock.instant();
        String old = ticket(terminal, now.minus(PhoneTicket.LIFE));
        String early = ticket(terminal, now.plus(PhoneTicket.AHEAD));
        isRefused(byLink(newKey(), old), Reason.EXPIRED_LINK);
        isRefused(byLink(newKey(), early), Reason.EXPIRED_LINK);
        isRefused(byLink(newKey(), ticket(newKey(), now)), Reason.UNKNOWN_LINK);
        store.execute("UPDATE terminal SET revoked_at = ? WHERE id = 'kiosk-1'", UtcText.of(now));
        isRefused(byLink(newKey(), ticket(terminal, now)), Reason.UNKNOWN_LINK);
        assertThat(phones()).isEmpty();
    }

    @Test
    void everyStepStandsInTheAuditLogWithoutASecret() {
        String token = link();
        enrolment.byLink(newcomer(newKey(), token), token, PASSWORD, HOME);
        byPassword("not the password", HOME);
        List<AuditLog.Act> acts = new AuditLog(store.database, clock).latest(0, 10);
        assertThat(acts).extracting(AuditLog.Act::action).containsExactly("phone.sign-in.refused", "phone.enrol");
        assertThat(acts.toString())
                .doesNotContain(token)
                .doesNotContain(PASSWORD)
                .doesNotContain("20260001");
    }
}
