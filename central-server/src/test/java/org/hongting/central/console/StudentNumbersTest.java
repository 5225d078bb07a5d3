package org.hongting.central.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Members;
import org.hongting.central.testing.CountedQueries;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentNumbersTest {
    @TempDir
    Path folder;

    @Test
    void howeverManyNumbersThereAreMembersAreReadOnceAndEachIsOnePerson() {
        Random random = new Random(3);
        Members members = new Members(random, Clock.systemUTC());
        try (TestStore store = new TestStore(folder)) {
            Set<MemberId> all = new HashSet<>();
            List<String> numbers = IntStream.range(0, 300)
                    .mapToObj(i -> "B2026%04d".formatted(i))
                    .toList();
            store.database.inTransaction(transaction -> {
                BranchId branch = new Branches(random)
                        .add(transaction, null, BranchKind.BRANCH, "第一党支部")
                        .id();
                numbers.forEach(number -> all.add(
                        members.add(transaction, "成员", number, branch, false).id()));
                return null;
            });
            store.database.reading(transaction -> {
                CountedQueries counted = new CountedQueries(transaction);
                assertThat(StudentNumbers.people(counted, members, numbers.stream(), 300))
                        .isEqualTo(all);
                assertThat(counted.count()).isOne();
                assertThat(StudentNumbers.people(counted, members, Collections.nCopies(9_000, "b20260007").stream(), 2))
                        .as("one number many times is one person")
                        .hasSize(1);
                assertThat(StudentNumbers.people(counted, members, Stream.generate(numbers.iterator()::next), 5))
                        .as("no more are looked at than are of use")
                        .hasSize(5);
                assertThatThrownBy(() -> StudentNumbers.people(counted, members, Stream.of("20269999"), 5))
                        .isInstanceOf(IllegalArgumentException.class);
                return null;
            });
        }
    }
}
