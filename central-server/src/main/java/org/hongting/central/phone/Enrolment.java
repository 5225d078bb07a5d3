package org.hongting.central.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.central.organisation.Suspensions;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.PlainText;
import org.hongting.central.platform.security.SignInAttempts;
import org.hongting.protocol.Words;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.RawSignature;

/// Lets a phone in: by a one-time link, or by the member's number and password. Whoever asks proves that the key is
/// theirs. Wrong tries are counted by address, and after some of them the door is shut for a while. Safe for use by
/// many threads.
public final class Enrolment {
    private static final String BY_LINK = "link";
    private static final int GATES = 64;
    private static final int NAME_CHARACTERS = 40;

    private final Database database;
    private final Members members;
    private final Phones phones;
    private final EnrolmentLinks links;
    private final MemberPasswords passwords;
    private final Doorkeeper doorkeeper;
    private final Object[] gates = Stream.generate(Object::new).limit(GATES).toArray();

    /// @param doorkeeper counts what went wrong, and writes down what went right
    public Enrolment(
            Database database,
            Members members,
            Phones phones,
            EnrolmentLinks links,
            MemberPasswords passwords,
            Doorkeeper doorkeeper) {
        this.database = database;
        this.members = members;
        this.phones = phones;
        this.links = links;
        this.passwords = passwords;
        this.doorkeeper = doorkeeper;
    }

    /// Who counts and who writes down.
    public record Doorkeeper(SignInAttempts attempts, AuditLog audit) {}

    /// What a phone says of itself.
    ///
    /// @param key SubjectPublicKeyInfo as base64
    /// @param name what it calls itself
    /// @param proof 64 bytes as base64: the key's signature over `ht/v1/enrol`, the link's token or the student
    /// number, and the key, a line break between them
    public record Newcomer(String key, String name, String proof) {
        /// @param word what the phone came with
        /// @return the key, if it is one and the phone has its other half
        Optional<PublicKey> provenKey(String word) {
            try {
                PublicKey publicKey = P256.publicKey(Base64.getDecoder().decode(key));
                RawSignature signature = new RawSignature(Base64.getDecoder().decode(proof));
                byte[] message = ("ht/v1/enrol\n" + word + "\n" + key).getBytes(UTF_8);
                return signature.isOver(message, publicKey) ? Optional.of(publicKey) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        String plainName() {
            String plain = name.strip();
            boolean line = !plain.isEmpty() && plain.length() <= NAME_CHARACTERS && PlainText.isPlain(plain);
            return line ? plain : "?";
        }
    }

    /// What the phone hears.
    public sealed interface Answer {
        record Welcome(Member member, Phones.Phone phone, boolean hasPassword) implements Answer {}

        record Refused(Reason reason) implements Answer {}
    }

    /// Why not. The words shown to people stand in the app.
    public enum Reason {
        BAD_REQUEST,
        UNKNOWN_LINK,
        EXPIRED_LINK,
        USED_LINK,
        WRONG_PASSWORD,
        WEAK_PASSWORD,
        LOCKED,
        MEMBER_LEFT,
        /// A lost terminal has vouched for this member: until somebody has decided, a card lets no phone in.
        SUSPENDED,
        /// The member has as many phones as there may be, all let in by more than a card.
        NO_ROOM;

        /// The word on the wire.
        public String word() {
            return Words.of(this);
        }
    }

    /// @param password for the next phone; empty to leave it as it is
    public Answer byLink(Newcomer newcomer, String token, String password, String address) {
        Optional<PublicKey> key = newcomer.provenKey(token);
        if (key.isEmpty()) {
            return new Answer.Refused(Reason.BAD_REQUEST);
        }
        if (!password.isEmpty() && !MemberPasswords.isPassword(password)) {
            return new Answer.Refused(Reason.WEAK_PASSWORD);
        }
        synchronized (gate(address)) {
            if (doorkeeper.attempts().lockedFor(BY_LINK, address).isPresent()) {
                return new Answer.Refused(Reason.LOCKED);
            }
            Optional<String> hash = password.isEmpty() ? Optional.empty() : Optional.of(passwords.hash(password));
            Answer answer = database.inTransaction(transaction -> {
                return switch (links.find(transaction, token)) {
                    case EnrolmentLinks.Found.Good found -> {
                        Optional<Member> member =
                                members.find(transaction, found.member()).filter(Member::active);
                        if (member.isEmpty()) {
                            yield new Answer.Refused(Reason.MEMBER_LEFT);
                        }
                        if (found.way() == Phones.Way.KIOSK && Suspensions.concern(transaction, found.member())) {
                            yield new Answer.Refused(Reason.SUSPENDED);
                        }
                        Phones.Applicant applicant =
                                new Phones.Applicant(key.get(), newcomer.plainName(), found.way(), found.madeBy());
                        if (!Phones.haveRoomFor(transaction, found.member(), applicant)) {
                            yield new Answer.Refused(Reason.NO_ROOM);
                        }
                        links.use(transaction, token, found);
                        if (found.way() == Phones.Way.LINK) {
                            // A card alone must not choose what opens the door after the card is replaced.
                            hash.ifPresent(one -> passwords.set(transaction, found.member(), one));
                        }
                        yield welcome(transaction, member.get(), applicant);
                    }
                    case EnrolmentLinks.Found.Used(var id) ->
                        // The answer was lost on the way: the same phone may ask again.
                        members.find(transaction, id)
                                .filter(Member::active)
                                .flatMap(member -> enrolled(transaction, member, key.get()))
                                .orElse(new Answer.Refused(Reason.USED_LINK));
                    case EnrolmentLinks.Found.Expired() -> new Answer.Refused(Reason.EXPIRED_LINK);
                    case EnrolmentLinks.Found.Unknown() -> new Answer.Refused(Reason.UNKNOWN_LINK);
                };
            });
            if (answer.equals(new Answer.Refused(Reason.UNKNOWN_LINK))) {
                doorkeeper.attempts().failed(BY_LINK, address);
            }
            return answer;
        }
    }

    public Answer byPassword(Newcomer newcomer, String number, String password, String address) {
        Optional<PublicKey> key = newcomer.provenKey(number);
        if (key.isEmpty() || !Member.STUDENT_NUMBER.matcher(number).matches()) {
            return new Answer.Refused(Reason.BAD_REQUEST);
        }
        synchronized (gate(address)) {
            if (doorkeeper.attempts().lockedFor(number, address).isPresent()) {
                return new Answer.Refused(Reason.LOCKED);
            }
            Optional<Member> member = database.reading(
                    transaction -> members.withNumber(transaction, number).filter(Member::active));
            Optional<String> hash =
                    member.flatMap(one -> database.reading(transaction -> passwords.hashOf(transaction, one.id())));
            if (!passwords.fits(password, hash)) {
                doorkeeper.attempts().failed(number, address);
                member.ifPresent(one -> doorkeeper
                        .audit()
                        .record(
                                one.id().value(),
                                "phone.sign-in.refused",
                                one.id().value(),
                                address));
                return new Answer.Refused(Reason.WRONG_PASSWORD);
            }
            doorkeeper.attempts().succeeded(number, address);
            Member known = member.orElseThrow();
            return database.inTransaction(transaction -> welcome(
                    transaction,
                    known,
                    new Phones.Applicant(
                            key.get(),
                            newcomer.plainName(),
                            Phones.Way.PASSWORD,
                            known.id().value())));
        }
    }

    private Answer welcome(Transaction transaction, Member member, Phones.Applicant applicant) {
        Phones.Phone phone = phones.enrol(transaction, member.id(), applicant);
        doorkeeper
                .audit()
                .record(
                        transaction,
                        applicant.vouchedBy(),
                        "phone.enrol",
                        member.id().value(),
                        "phone " + phone.number() + " by " + applicant.way().word());
        return welcome(transaction, member, phone);
    }

    private Answer welcome(Transaction transaction, Member member, Phones.Phone phone) {
        return new Answer.Welcome(
                member, phone, passwords.hashOf(transaction, member.id()).isPresent());
    }

    private Optional<Answer> enrolled(Transaction transaction, Member member, PublicKey key) {
        List<Phones.Phone> all = Phones.of(transaction, member.id());
        return all.stream()
                .filter(phone -> phone.removed().isEmpty() && phone.key().equals(key))
                .findFirst()
                .map(phone -> welcome(transaction, member, phone));
    }

    /// One try of an address after another: many at the same time would all be looked at before the first is counted.
    private Object gate(String address) {
        return gates[Math.floorMod(address.hashCode(), gates.length)];
    }
}
