package org.hongting.central.draw;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// People by their student numbers, apart by blanks, commas or lines.
final class NumberEntrants implements Entrants {
    private final Members members;

    NumberEntrants(Members members) {
        this.members = members;
    }

    @Override
    public String word() {
        return "numbers";
    }

    @Override
    public Collection<MemberId> of(Transaction transaction, String named) {
        Set<MemberId> people = new LinkedHashSet<>();
        Arrays.stream(named.split("[\\s,，、;；]+", -1))
                .filter(number -> !number.isEmpty())
                .limit(Draws.MOST + 1L)
                .forEach(number -> people.add(members.withNumber(transaction, number)
                        .map(Member::id)
                        .orElseThrow(() -> new DrawRefusal(DrawRefusal.Why.UNKNOWN_NUMBER))));
        return people;
    }
}
