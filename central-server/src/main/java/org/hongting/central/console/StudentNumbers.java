package org.hongting.central.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hongting.central.organisation.Members;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.touch.NumberHash;

/// People by their student numbers. Members are read once, and not once for each number of a long list.
final class StudentNumbers {
    private StudentNumbers() {}

    /// @param most of them that are looked up, each once
    /// @throws IllegalArgumentException if a number is nobody's: a slip of the pen would leave somebody out
    static Set<MemberId> people(Transaction transaction, Members members, Stream<String> numbers, int most) {
        List<String> wanted =
                numbers.map(NumberHash::normal).distinct().limit(most).toList();
        if (wanted.isEmpty()) {
            return Set.of();
        }
        Map<String, MemberId> byNumber = new HashMap<>();
        members.all(transaction)
                .forEach(member -> byNumber.putIfAbsent(NumberHash.normal(member.studentNumber()), member.id()));
        return wanted.stream()
                .map(number -> Optional.ofNullable(byNumber.get(number))
                        .orElseThrow(() -> new IllegalArgumentException("nobody has that number")))
                .collect(Collectors.toSet());
    }
}
