package org.hongting.central.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.central.organisation.Cards;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.central.organisation.Suspensions;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// What the page of a revoked terminal says of phones and cards that it had let in.
@Component
class SuspensionModel {
    /// Rows of one page: those that are decided make room for the next.
    private static final int MOST = 200;

    private final Database database;
    private final Suspensions suspensions;
    private final Members members;

    SuspensionModel(Database database, Suspensions suspensions, Members members) {
        this.database = database;
        this.suspensions = suspensions;
        this.members = members;
    }

    /// A phone or a card of a member; one of the two is there.
    public record Line(
            String member, String name, String number, Optional<Phones.Phone> phone, Optional<Cards.CardLine> card) {}

    void fill(TerminalId terminal, Model model) {
        database.reading(transaction -> {
            Suspensions.Held held = suspensions.of(transaction, terminal);
            List<Line> lines = new ArrayList<>();
            held.phones()
                    .forEach(phone ->
                            lines.add(line(transaction, phone.member(), Optional.of(phone), Optional.empty())));
            held.cards()
                    .forEach(card ->
                            lines.add(line(transaction, card.member(), Optional.empty(), Optional.of(card.card()))));
            lines.sort(Comparator.comparing(Line::number));
            model.addAttribute("vouchedCount", lines.size());
            model.addAttribute("vouched", lines.stream().limit(MOST).toList());
            return null;
        });
    }

    private Line line(
            Transaction transaction, MemberId id, Optional<Phones.Phone> phone, Optional<Cards.CardLine> card) {
        Optional<Member> member = members.find(transaction, id);
        return new Line(
                id.value(),
                member.map(Member::name).orElse(id.value()),
                member.map(Member::studentNumber).orElse(""),
                phone,
                card);
    }
}
