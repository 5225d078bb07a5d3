package org.hongting.kiosk.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PublicKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hongting.device.Shown;
import org.hongting.kiosk.table.BoundCardTable;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.kiosk.table.KeyRing;
import org.hongting.kiosk.table.PassTable;
import org.hongting.kiosk.table.RosterTable;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.code.PassWindow;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact.PassUse;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.RawSignature;
import org.hongting.protocol.time.ClockReading;

/// Tells whose credential was shown, from the local roster and keys alone.
///
/// A card's number identifies and proves nothing; a badge proves that the centre issued it, a pass that the member's
/// phone made it just now. What is foreign is refused calmly and leaves only a keyed hash behind.
final class Identifier {
    /// What is said of a credential only because roster or keys do not know it.
    private static final Set<RefusalReason> FOR_WANT_OF_LISTS = EnumSet.of(
            RefusalReason.UNKNOWN_CARD,
            RefusalReason.OTHER_SCHOOL,
            RefusalReason.WRONG_SIGNATURE,
            RefusalReason.UNKNOWN_MEMBER);

    private static final MemberId NOBODY = new MemberId("0000000000000000");

    private final KeyRing keys;
    private final RosterTable roster;
    private final PassTable passes;
    private final BoundCardTable boundCards;

    Identifier(DeskTables tables) {
        this.keys = tables.keys();
        this.roster = tables.roster();
        this.passes = tables.passes();
        this.boundCards = tables.boundCards();
    }

    /// @param now on whose day a badge must be valid, and around which a pass must be made
    Identification identify(Transaction transaction, Shown shown, ClockReading now) {
        Identification identification = compare(transaction, shown, now);
        if (identification instanceof Identification.Unknown unknown
                && FOR_WANT_OF_LISTS.contains(unknown.reason())
                && (roster.isEmpty(transaction) || keys.site(transaction).isEmpty())) {
            return new Identification.Unknown(
                    unknown.kind(), RefusalReason.NOT_READY, unknown.shown(), unknown.member());
        }
        return identification;
    }

    /// Takes the ways of a card and of a badge with a wrong signature.
    ///
    /// @return whether a key to check badges with was there
    boolean rehearse(Transaction transaction, ClockReading now) {
        compare(transaction, new Shown.CardShown(new byte[] {4, 0, 0, 0}), now);
        LocalDate today = now.wall().toLocalDate();
        int site = keys.site(transaction).orElse(0);
        byte[] forged = new byte[P256.SIGNATURE_BYTES];
        Arrays.fill(forged, (byte) 1);
        MemberCode.Badge badge = new MemberCode.Badge(site, 1, NOBODY, 1, today, new RawSignature(forged));
        badge(transaction, badge, Optional.empty(), today);
        return keys.badgeKey(transaction, badge.keyNumber()).isPresent();
    }

    private Identification compare(Transaction transaction, Shown shown, ClockReading now) {
        return switch (shown) {
            case Shown.CardShown card -> card(transaction, card.uid());
            case Shown.CardUnreadable _ ->
                unknown(CredentialKind.CARD, RefusalReason.UNREADABLE_CARD, Optional.empty());
            case Shown.CodeShown code -> code(transaction, code.text(), now);
            case Shown.CodeUnreadable _ ->
                unknown(CredentialKind.UNKNOWN, RefusalReason.GARBLED_CODE, Optional.empty());
        };
    }

    private Identification card(Transaction transaction, byte[] bytes) {
        CardUid uid;
        try {
            uid = new CardUid(bytes);
        } catch (IllegalArgumentException e) {
            return unknown(CredentialKind.CARD, RefusalReason.UNREADABLE_CARD, keys.hashOfForeign(transaction, bytes));
        }
        if (uid.isRandom()) {
            return unknown(CredentialKind.CARD, RefusalReason.RANDOM_CARD, Optional.empty());
        }
        List<CardHash> hashes = keys.hashesOf(transaction, uid);
        for (CardHash hash : hashes) {
            Optional<KnownMember> member = roster.find(transaction, hash);
            if (member.isPresent()) {
                return new Identification.Known(CredentialKind.CARD, member.get());
            }
        }
        Optional<KnownMember> bound = hashes.stream()
                .flatMap(hash -> boundCards.ownerOf(transaction, hash).stream())
                .findFirst()
                .flatMap(id -> roster.find(transaction, id));
        if (bound.isPresent()) {
            return new Identification.Known(CredentialKind.CARD, bound.get());
        }
        return unknown(
                CredentialKind.CARD,
                RefusalReason.UNKNOWN_CARD,
                hashes.stream().findFirst().map(CardHash::value));
    }

    private Identification code(Transaction transaction, String text, ClockReading now) {
        Optional<String> hash = keys.hashOfForeign(transaction, text.getBytes(UTF_8));
        Optional<byte[]> bytes = DigitCode.read(text);
        if (bytes.isEmpty()) {
            return unknown(CredentialKind.UNKNOWN, RefusalReason.FOREIGN_CODE, hash);
        }
        Optional<MemberCode> code = MemberCode.parse(bytes.get());
        if (code.isEmpty()) {
            return unknown(CredentialKind.UNKNOWN, RefusalReason.GARBLED_CODE, hash);
        }
        return switch (code.get()) {
            case MemberCode.Badge badge ->
                badge(transaction, badge, hash, now.wall().toLocalDate());
            case MemberCode.Pass pass -> pass(transaction, pass, hash, now);
        };
    }

    private Identification badge(
            Transaction transaction, MemberCode.Badge badge, Optional<String> hash, LocalDate today) {
        if (!keys.site(transaction).equals(Optional.of(badge.site()))) {
            return unknown(CredentialKind.BADGE, RefusalReason.OTHER_SCHOOL, hash);
        }
        Optional<PublicKey> key = keys.badgeKey(transaction, badge.keyNumber());
        if (!key.map(badge::isSignedWith).orElse(false)) {
            return unknown(CredentialKind.BADGE, RefusalReason.WRONG_SIGNATURE, hash);
        }
        Optional<KnownMember> member = roster.find(transaction, badge.member());
        if (member.isEmpty()) {
            return refused(badge, RefusalReason.UNKNOWN_MEMBER, hash);
        }
        if (badge.serial() < member.get().badgeFrom()) {
            return refused(badge, RefusalReason.REVOKED_BADGE, hash);
        }
        if (today.isAfter(badge.lastDay())) {
            return refused(badge, RefusalReason.EXPIRED_BADGE, hash);
        }
        return new Identification.Known(CredentialKind.BADGE, member.get());
    }

    private Identification pass(
            Transaction transaction, MemberCode.Pass pass, Optional<String> hash, ClockReading now) {
        if (!keys.site(transaction).equals(Optional.of(pass.site()))) {
            return unknown(CredentialKind.PASS, RefusalReason.OTHER_SCHOOL, hash);
        }
        Optional<KnownMember> member = roster.find(transaction, pass.member());
        if (member.isEmpty()) {
            return unknown(CredentialKind.PASS, RefusalReason.UNKNOWN_MEMBER, hash);
        }
        Optional<PublicKey> key = roster.phoneKey(transaction, pass.member(), pass.phoneNumber());
        if (key.isEmpty()) {
            return unknown(CredentialKind.PASS, RefusalReason.UNKNOWN_PHONE, hash);
        }
        if (!pass.isSignedWith(key.get())) {
            return unknown(CredentialKind.PASS, RefusalReason.WRONG_SIGNATURE, hash);
        }
        PassUse use = new PassUse(pass.phoneNumber(), pass.step());
        PassWindow window = PassWindow.at(now);
        OptionalLong last = passes.last(transaction, pass.member(), pass.phoneNumber(), window);
        return switch (window.of(pass.step())) {
            case OUTDATED -> refused(pass, use, RefusalReason.OUTDATED_PASS, hash);
            case EARLY -> refused(pass, use, RefusalReason.EARLY_PASS, hash);
            case FITS ->
                last.isPresent() && pass.step() < last.getAsLong()
                        ? refused(pass, use, RefusalReason.USED_PASS, hash)
                        : new Identification.Known(
                                CredentialKind.PASS, member.get(), use, last.equals(OptionalLong.of(pass.step())));
        };
    }

    /// A pass that the member's phone did sign.
    private static Identification refused(
            MemberCode.Pass pass, PassUse use, RefusalReason reason, Optional<String> hash) {
        return new Identification.Unknown(CredentialKind.PASS, reason, hash, Optional.of(pass.member()), use);
    }

    /// A badge that the centre did sign: the record may name its member.
    private static Identification refused(MemberCode.Badge badge, RefusalReason reason, Optional<String> hash) {
        return new Identification.Unknown(CredentialKind.BADGE, reason, hash, Optional.of(badge.member()));
    }

    private static Identification unknown(CredentialKind kind, RefusalReason reason, Optional<String> hash) {
        return new Identification.Unknown(kind, reason, hash, Optional.empty());
    }
}
