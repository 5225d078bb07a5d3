package org.hongting.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.TouchEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.touch.NumberHash;
import org.hongting.protocol.touch.PinVerifier;
import org.hongting.protocol.touch.SearchWord;
import org.jspecify.annotations.Nullable;

/// The desk's bench with people who type: Li has a PIN, Wang has none, and Zhao, of Li's branch, is in charge.
public final class TouchBench {
    public static final String LI_NUMBER = "2023010312";
    public static final String LI_PIN = "046213";
    public static final String WANG_NUMBER = "2023010337";
    public static final String OUTSIDER_NUMBER = "2022990101";
    public static final MemberId ZHAO = new MemberId("00000000000000c1");
    static final String ZHAO_PIN = "975310";
    public static final byte[] CARD_OF_ZHAO = HexFormat.of().parseHex("04010203");

    private static final byte[] SECRET = new byte[32];
    private static final int FEW_ROUNDS = 10;

    public final DeskBench bench = DeskBench.withSchool();
    public final TouchDesk touch = new TouchDesk(bench.database, bench.desk, bench.tables, bench::reading);

    public TouchBench() {
        publish(
                entry(DeskBench.LI, "李*", DeskBench.FIRST_BRANCH, LI_NUMBER, LI_PIN, "lxm"),
                entry(DeskBench.WANG, "王*", DeskBench.FIRST_BRANCH, WANG_NUMBER, null, "wl"),
                entry(DeskBench.OUTSIDER, "赵*", DeskBench.SECOND_BRANCH, OUTSIDER_NUMBER, null, "zy"));
        bench.publishMeetings(bench.meeting("assembly", bench.now().plusMinutes(10), DeskBench.FIRST_BRANCH));
    }

    /// The same people, with the cards they have in [DeskBench].
    public void publishWithCards() {
        publish(
                carded(entry(DeskBench.LI, "李*", DeskBench.FIRST_BRANCH, LI_NUMBER, LI_PIN, "lxm"), "51e69621"),
                carded(entry(DeskBench.WANG, "王*", DeskBench.FIRST_BRANCH, WANG_NUMBER, null, "wl"), "26defae7"),
                carded(
                        entry(DeskBench.OUTSIDER, "赵*", DeskBench.SECOND_BRANCH, OUTSIDER_NUMBER, null, "zy"),
                        "f0000001"));
    }

    private static RosterEntry carded(RosterEntry of, String card) {
        return new RosterEntry(
                of.id(),
                of.name(),
                of.branch(),
                List.of(CardHash.of(new CardUid(HexFormat.of().parseHex(card)), 1, SECRET)),
                of.badgeFrom(),
                of.phones(),
                of.touch(),
                of.inCharge());
    }

    public void publish(RosterEntry... more) {
        List<DocumentEntry> entries = new ArrayList<>();
        for (RosterEntry one : more) {
            entries.add(DocumentEntry.of(one));
        }
        entries.add(DocumentEntry.of(new RosterEntry(
                ZHAO,
                "赵*",
                DeskBench.FIRST_BRANCH,
                List.of(CardHash.of(new CardUid(CARD_OF_ZHAO), 1, SECRET)),
                1,
                null,
                touch("2020000001", ZHAO_PIN, "zgh"),
                true)));
        bench.publish(DocumentName.ROSTER, entries.toArray(DocumentEntry[]::new));
    }

    public static RosterEntry entry(
            MemberId id, String name, BranchId branch, String number, @Nullable String pin, String... initials) {
        return new RosterEntry(id, name, branch, List.of(), 1, null, touch(number, pin, initials), null);
    }

    private static TouchEntry touch(String number, @Nullable String pin, String... initials) {
        List<SearchWord> words = new ArrayList<>(SearchWord.endingsOf(number, 1, SECRET));
        for (String one : initials) {
            words.add(SearchWord.initials(one, 1, SECRET));
        }
        return new TouchEntry(
                NumberHash.of(number, 1, SECRET),
                words,
                number.substring(number.length() - 2),
                pin == null ? null : PinVerifier.of(pin, new byte[PinVerifier.SALT_BYTES], FEW_ROUNDS));
    }

    /// Types a PIN and compares it at once.
    public Optional<Reply> pin(String typed) {
        return touch.pin(typed).flatMap(step -> switch (step) {
            case PinStep.Answered(Reply reply) -> Optional.of(reply);
            case PinStep.Check check -> touch.checked(check, check.isRight());
        });
    }

    public Decision pinDecision(String typed) {
        return decision(pin(typed).orElseThrow());
    }

    Decision numberDecision(String typed) {
        return decision(touch.number(typed));
    }

    public static Decision decision(Reply reply) {
        if (reply instanceof Reply.Decided(Decision decision)) {
            return decision;
        }
        throw new AssertionError("not decided: " + reply);
    }

    /// Zhao signs in with card and PIN.
    public Reply signIn() {
        touch.awaitCard(Optional.empty());
        CredentialRead read = read(CARD_OF_ZHAO);
        bench.desk.decide(read);
        assertThat(touch.charge(read)).isPresent();
        return pin(ZHAO_PIN).orElseThrow();
    }

    public static CredentialRead read(byte[] card) {
        return new CredentialRead(new DeviceName("bench"), new Shown.CardShown(card), 0, false);
    }
}
