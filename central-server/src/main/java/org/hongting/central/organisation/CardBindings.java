package org.hongting.central.organisation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.organisation.CardBinding.State;
import org.hongting.central.organisation.CardBinding.Why;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.card.SealedUid;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.jspecify.annotations.Nullable;

/// Cards that were bound at terminals. What nobody contradicts is bound at once; what would take a card from somebody
/// or give a member a second one waits until an account decides; what does not open is refused and raises an alarm.
public final class CardBindings implements FactProjection {
    private final Cards cards;
    private final Members members;
    private final BindingKeys keys;
    private final Alarms alarms;
    private final AuditLog audit;
    private final Clock clock;

    public CardBindings(Cards cards, Members members, BindingKeys keys, Alarms alarms, AuditLog audit, Clock clock) {
        this.cards = cards;
        this.members = members;
        this.keys = keys;
        this.alarms = alarms;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        facts.forEach(fact -> project(transaction, fact));
    }

    private void project(Transaction transaction, StoredFact fact) {
        if (fact.fact() instanceof Fact.CardBound bound) {
            take(transaction, fact, bound);
        }
    }

    private void take(Transaction transaction, StoredFact fact, Fact.CardBound bound) {
        Optional<CardUid> uid = opened(fact.terminal(), bound);
        Optional<Why> why = uid.map(card -> objection(transaction, bound, card)).orElse(Optional.of(Why.BROKEN_SEAL));
        State state = why.map(CardBindings::stateFor).orElse(State.BOUND);
        String terminal = fact.terminal().value();
        transaction.update(
                "INSERT INTO card_binding (terminal, epoch, seq, member, card_hash, sealed, credential, confirmed_by,"
                        + " bound_at, state, why, decided_at, decided_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                terminal,
                fact.epoch().value(),
                fact.seq(),
                bound.member().value(),
                bound.card(),
                uid.map(cards::seal).orElse(null),
                bound.origin().credential().name(),
                text(bound.confirmedBy()),
                fact.envelope().clock().wall().toString(),
                state.word(),
                why.map(Why::word).orElse(null),
                UtcText.of(clock.instant()),
                terminal);
        if (state == State.BOUND) {
            cards.add(transaction, bound.member(), uid.orElseThrow(), terminal);
            Members.markRoster(transaction);
        }
        if (why.equals(Optional.of(Why.BROKEN_SEAL))) {
            alarms.raise(
                    transaction,
                    Alarms.Kind.CARD_SEAL,
                    fact.terminal(),
                    "member " + bound.member() + ", record " + fact.source(),
                    fact.received());
        }
        BindingsSource.mark(transaction, fact.terminal());
        audit.record(
                transaction,
                terminal,
                "card.bound",
                bound.member().value(),
                state.word() + why.map(one -> ", " + one.word()).orElse(""));
    }

    /// The card, if the seal opens and hides what the record says. What a key hid that was given up nobody
    /// can compare any more; a key that never was hid nothing.
    private Optional<CardUid> opened(TerminalId terminal, Fact.CardBound bound) {
        CardHash hash;
        try {
            hash = new CardHash(bound.card());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return keys.open(bound.sealed(), new SealedUid.Bound(terminal, bound.member(), hash))
                .filter(uid -> keys.cardKey(numberOf(hash))
                        .map(key -> CardHash.of(uid, key.number(), key.secretBytes())
                                .equals(hash))
                        .orElseGet(() -> keys.gaveUp(numberOf(hash))));
    }

    private static int numberOf(CardHash hash) {
        return Integer.parseInt(hash.value().substring(0, hash.value().indexOf(':')));
    }

    private Optional<Why> objection(Transaction transaction, Fact.CardBound bound, CardUid uid) {
        MemberId member = bound.member();
        if (uid.isRandom()) {
            return Optional.of(Why.RANDOM_CARD);
        }
        if (members.find(transaction, member).filter(Member::active).isEmpty()) {
            return Optional.of(Why.UNKNOWN_MEMBER);
        }
        if (Suspensions.concern(transaction, member)) {
            return Optional.of(Why.SUSPENDED);
        }
        Optional<MemberId> owner = cards.ownerOf(transaction, uid);
        if (owner.isPresent()) {
            return owner.get().equals(member) ? Optional.empty() : Optional.of(Why.CARD_OF_ANOTHER);
        }
        if (cards.wasReplaced(transaction, member, uid)) {
            return Optional.of(Why.REPLACED_BEFORE);
        }
        if (!cards.of(transaction, member).isEmpty()) {
            return Optional.of(Why.OTHER_CARD);
        }
        boolean known = keys.cardKey(numberOf(new CardHash(bound.card()))).isPresent();
        return known ? Optional.empty() : Optional.of(Why.OLD_KEY);
    }

    private static State stateFor(Why why) {
        return switch (why) {
            case BROKEN_SEAL, RANDOM_CARD, UNKNOWN_MEMBER -> State.REFUSED;
            case CARD_OF_ANOTHER, OTHER_CARD, REPLACED_BEFORE, OLD_KEY, SUSPENDED -> State.PROPOSED;
        };
    }

    /// Those that wait for somebody to decide, the longest first.
    public List<CardBinding> open(Transaction transaction, int limit) {
        return list(transaction, "state = 'proposed' ORDER BY id", limit);
    }

    /// Those decided last, newest first.
    public List<CardBinding> decided(Transaction transaction, int limit) {
        return list(transaction, "state <> 'proposed' ORDER BY decided_at DESC, id DESC", limit);
    }

    public long countOpen(Transaction transaction) {
        return transaction
                .queryFirst("SELECT count(*) AS n FROM card_binding WHERE state = 'proposed'", row -> row.integer("n"))
                .orElse(0L);
    }

    /// Gives the card to the member. Whoever had it has it no more.
    ///
    /// @param replaces the blind index of the member's card whose place it takes; empty for none
    /// @return false where it waits no more, or the member has left or has as many cards as fit
    public boolean accept(Transaction transaction, long id, String replaces, String account) {
        Optional<CardBinding> found = proposed(transaction, id);
        if (found.isEmpty()) {
            return false;
        }
        CardBinding binding = found.get();
        CardUid uid = transaction
                .queryFirst(
                        "SELECT sealed FROM card_binding WHERE id = ?", row -> cards.unseal(row.bytes("sealed")), id)
                .orElseThrow();
        boolean active = members.find(transaction, binding.member())
                .filter(Member::active)
                .isPresent();
        boolean full =
                replaces.isEmpty() && cards.of(transaction, binding.member()).size() >= RosterSource.CARDS;
        if (!active || full) {
            return false;
        }
        String index = cards.index(uid);
        binding.owner()
                .filter(owner -> !owner.equals(binding.member()))
                .ifPresent(owner -> cards.end(transaction, owner, index, null, account));
        if (!replaces.isEmpty() && !replaces.equals(index)) {
            cards.end(transaction, binding.member(), replaces, index, account);
        }
        cards.add(transaction, binding.member(), uid, account);
        cards.confirm(transaction, binding.member(), index, account);
        Members.markRoster(transaction);
        decide(transaction, binding, State.BOUND, account);
        return true;
    }

    /// @return false where it waits no more
    public boolean refuse(Transaction transaction, long id, String account) {
        Optional<CardBinding> found = proposed(transaction, id);
        found.ifPresent(binding -> decide(transaction, binding, State.REFUSED, account));
        return found.isPresent();
    }

    private void decide(Transaction transaction, CardBinding binding, State state, String account) {
        transaction.update(
                "UPDATE card_binding SET state = ?, decided_at = ?, decided_by = ? WHERE id = ?",
                state.word(),
                UtcText.of(clock.instant()),
                account,
                binding.id());
        BindingsSource.mark(transaction, binding.terminal());
        audit.record(
                transaction,
                account,
                "card.binding." + state.word(),
                binding.member().value(),
                "binding " + binding.id());
    }

    private Optional<CardBinding> proposed(Transaction transaction, long id) {
        return list(transaction, "state = 'proposed' AND id = ?", 1, id).stream()
                .findFirst();
    }

    private List<CardBinding> list(Transaction transaction, String where, int limit, Object... values) {
        Object[] parameters = Arrays.copyOf(values, values.length + 1);
        parameters[values.length] = limit;
        return transaction
                .query(
                        "SELECT id, terminal, member, sealed, credential, confirmed_by, bound_at, state, why,"
                                + " decided_at, decided_by FROM card_binding WHERE " + where + " LIMIT ?",
                        this::read,
                        parameters)
                .stream()
                .map(row -> row.withOwner(row.card().flatMap(card -> cards.ownerOf(transaction, cards.unseal(card)))))
                .toList();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never printed
    private record Row(CardBinding binding, Optional<byte[]> card) {
        CardBinding withOwner(Optional<MemberId> owner) {
            return new CardBinding(
                    binding.id(),
                    binding.terminal(),
                    binding.member(),
                    binding.ending(),
                    owner,
                    binding.credential(),
                    binding.confirmedBy(),
                    binding.boundAt(),
                    binding.state(),
                    binding.why(),
                    binding.decidedAt(),
                    binding.decidedBy());
        }
    }

    private Row read(Transaction.Row row) {
        Optional<byte[]> card = row.isNull("sealed") ? Optional.empty() : Optional.of(row.bytes("sealed"));
        return new Row(
                new CardBinding(
                        row.integer("id"),
                        new TerminalId(row.text("terminal")),
                        new MemberId(row.text("member")),
                        card.map(cards::endingOf),
                        Optional.empty(),
                        row.text("credential"),
                        row.isNull("confirmed_by")
                                ? Optional.empty()
                                : Optional.of(new MemberId(row.text("confirmed_by"))),
                        OffsetDateTime.parse(row.text("bound_at")).toInstant(),
                        Words.find(State.class, row.text("state")).orElseThrow(),
                        row.isNull("why") ? Optional.empty() : Words.find(Why.class, row.text("why")),
                        UtcText.parse(row.text("decided_at")),
                        row.text("decided_by")),
                card);
    }

    private static @Nullable String text(@Nullable MemberId member) {
        return member == null ? null : member.value();
    }
}
