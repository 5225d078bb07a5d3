package org.hongting.protocol.vectors;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hongting.protocol.Samples;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;

/// What the recorded bytes say. Signatures aside, everything here comes out the same on every run.
final class VectorContent {
    static final byte[] CARD_SECRET = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f".repeat(2));
    static final List<String> CARD_UIDS = List.of("51e69621", "26defae7", "04a1b2c3d4e5f6", "e004010203040506");
    static final Digest START = Chain.start(Samples.TERMINAL, Samples.EPOCH);

    /// Types that were recorded before anything was added to one of them.
    private static final int TYPES_BEFORE = 22;

    private VectorContent() {}

    /// In the order in which they were recorded: one of every type there was, then what was added to types since, then
    /// the types that are newer than that.
    static List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(Samples.facts().values());
        facts.addAll(
                TYPES_BEFORE,
                List.of(
                        new Fact.CheckInAdmitted(
                                Samples.MEETING,
                                Samples.MEMBER,
                                new Fact.Origin(CredentialKind.KIOSK_CODE, "kiosk-code", false),
                                true),
                        new Fact.MeetingOpened(
                                new MeetingId("m-1f2e3d4c5b6a7988"),
                                "branch-committee",
                                new BranchId("b-1"),
                                "支部委员会",
                                Samples.NINE,
                                Samples.NINE.plusHours(1),
                                new Fact.Window(Samples.NINE, Samples.NINE.plusMinutes(15), Samples.NINE.plusHours(1)),
                                Samples.MEMBER,
                                List.of(Samples.MEMBER, new MemberId("8877665544332211")))));
        return facts;
    }

    static List<RecordLines> records() {
        List<Fact> facts = facts();
        Random random = new Random(1);
        return java.util.stream.IntStream.range(0, facts.size())
                .mapToObj(i -> RecordLines.of(i + 1, Samples.clock(i), facts.get(i), random))
                .toList();
    }

    static List<DocumentEntry> snapshot() {
        return List.of(
                DocumentEntry.of(new RosterEntry(
                        Samples.MEMBER, "张*", new BranchId("b-1"), List.of(cardHash(CARD_UIDS.getFirst())), 1)),
                DocumentEntry.of(
                        new RosterEntry(new MemberId("2a2a2a2a2a2a2a2a"), "欧阳**", new BranchId("b-2"), List.of(), 2)));
    }

    static List<DocumentEntry> delta() {
        return List.of(
                DocumentEntry.of(new RosterEntry(Samples.MEMBER, "张*", new BranchId("b-2"), List.of(), 1)),
                DocumentEntry.removal("2a2a2a2a2a2a2a2a"));
    }

    static HeldDocument first() {
        return Samples.held(DocumentName.ROSTER, 1, DocumentEntry.hashOf(snapshot()));
    }

    static HeldDocument second() {
        return Samples.held(DocumentName.ROSTER, 2, DocumentEntry.hashOf(delta().subList(0, 1)));
    }

    static CardHash cardHash(String uid) {
        return CardHash.of(new CardUid(HexFormat.of().parseHex(uid)), 1, CARD_SECRET);
    }
}
