package org.hongting.kiosk.member;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SettingEntry;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;

/// The bench of people who type, with members who do something for themselves: Li by card, pass or number, with a PIN;
/// Wang by card alone.
final class MemberBench {
    static final KeyPair TERMINAL_KEY = P256.newKeyPair(new SecureRandom());
    static final byte[] NEW_CARD = {4, 9, 8, 7, 6, 5, 4};

    final TouchBench touch = new TouchBench();
    final DeskBench bench = touch.bench;
    final MemberDesk member;

    MemberBench() {
        PhoneCodes codes = new PhoneCodes(
                bench.database, bench.tables, DeskBench.TERMINAL, Signer.of(TERMINAL_KEY), bench::reading);
        CardBinding binding =
                new CardBinding(bench.tables, DeskBench.TERMINAL, () -> P256.newKeyPair(new SecureRandom()));
        member = new MemberDesk(bench.desk, bench.tables, touch.touch, codes, binding, bench::reading);
        bench.publish(
                DocumentName.CONFIGURATION,
                DocumentEntry.of(new SettingEntry(SettingEntry.PHONE_ADDRESS, "https://party.example.edu.cn")));
        publishRoster();
    }

    /// Li with card, phone and PIN, Wang with a card and no PIN.
    void publishRoster() {
        RosterEntry typed = TouchBench.entry(
                DeskBench.LI, "李*", DeskBench.FIRST_BRANCH, TouchBench.LI_NUMBER, TouchBench.LI_PIN, "lxm");
        RosterEntry shown = DeskBench.li(DeskBench.phoneOfLi()).as(RosterEntry.class);
        touch.publish(
                new RosterEntry(
                        typed.id(),
                        typed.name(),
                        typed.branch(),
                        shown.cards(),
                        1,
                        shown.phones(),
                        typed.touch(),
                        null),
                DeskBench.wang());
    }

    Decision reads(byte[] card) {
        return read(new Shown.CardShown(card));
    }

    /// As the kiosk does with every read: what is asked for first, then the door, then what follows.
    Decision read(Shown shown) {
        CredentialRead read = new CredentialRead(new DeviceName("bench"), shown, 0, false);
        member.beforeRead(read);
        Decision decision = bench.desk.decide(read);
        last = member.read(read);
        return decision;
    }

    Optional<Reply> last = Optional.empty();

    Decision pass() {
        return read(Shown.code(bench.passOfLi(0), Shown.Source.CAMERA));
    }

    /// What the desk said for itself, of that kind.
    static <T extends OwnReply> T own(Optional<Reply> reply, Class<T> kind) {
        return kind.cast(reply.orElseThrow());
    }

    OwnReply.Opened openedByPass() {
        // The phone shows its next code by then.
        bench.pass(Duration.ofSeconds(30));
        member.awaitRead();
        pass();
        return own(last, OwnReply.Opened.class);
    }
}
