package org.hongting.central.draw;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.touch.NumberHash;

/// People by their student numbers, apart by blanks, commas or lines. Members are read once, and not once for each
/// number of a long list.
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
        Map<String, MemberId> byNumber = new HashMap<>();
        members.all(transaction)
                .forEach(member -> byNumber.putIfAbsent(NumberHash.normal(member.studentNumber()), member.id()));
        Set<MemberId> people = new LinkedHashSet<>();
        Arrays.stream(named.split("[\\s,，、;；]+", -1))
                .filter(number -> !number.isEmpty())
                .limit(Draws.MOST + 1L)
                .forEach(number -> people.add(Optional.ofNullable(byNumber.get(NumberHash.normal(number)))
                        .orElseThrow(() -> new DrawRefusal(DrawRefusal.Why.UNKNOWN_NUMBER))));
        return people;
    }
}
