package org.hongting.central.draw;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Twelve people, and the centre that draws among them, on a real store.
final class DrawRoom implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneId.of("Asia/Shanghai"));

    final TestStore store;
    final Draws draws;
    final DrawBook book;
    final List<Member> people = new ArrayList<>();
    private int queries;

    interface Act {
        void on(Transaction transaction);
    }

    DrawRoom(Path folder) {
        store = new TestStore(folder);
        Members members = new Members(new Random(2), CLOCK);
        AuditLog audit = new AuditLog(store.database, CLOCK);
        OwnJournal journal = new OwnJournal(List.of(), CLOCK, () -> 0, new Random(3), "test");
        draws = new Draws(journal, audit, List.of(new NumberEntrants(members), hall()), new SecureRandom(), CLOCK);
        book = new DrawBook(counting(store.database), CLOCK);
        does(transaction -> {
            BranchId branch = new Branches(new Random(4))
                    .add(transaction, null, BranchKind.BRANCH, "第一党支部")
                    .id();
            for (int i = 0; i < 12; i++) {
                people.add(members.add(transaction, "张" + (char) ('一' + i), "2026%03d".formatted(i), branch, false));
            }
        });
    }

    /// Everybody was at the meeting, whatever became of them since.
    private Entrants hall() {
        return new Entrants() {
            @Override
            public String word() {
                return "hall";
            }

            @Override
            public Collection<MemberId> of(Transaction transaction, String named) {
                return people.stream().map(Member::id).toList();
            }
        };
    }

    /// How often the book asked the store.
    int queries() {
        return queries;
    }

    /// So many more people of the first one's branch, written at once.
    ///
    /// @return their numbers
    String crowd(int size) {
        List<String> numbers = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            numbers.add("3%06d".formatted(i));
            rows.add(new @Nullable Object[] {
                "%016x".formatted(i),
                numbers.getLast(),
                people.getFirst().branch().value()
            });
        }
        does(transaction -> transaction.updateEach(
                "INSERT INTO member (id, name, student_number, branch, status, shown_in_full, badge_from, added_at)"
                        + " VALUES (?, '赵一曼', ?, ?, 'active', 0, 1, '2026-01-01T00:00:00.000Z')",
                rows));
        return String.join(" ", numbers);
    }

    private Database counting(Database store) {
        return new Database() {
            @Override
            public <T extends @Nullable Object> T inTransaction(Work<T> work) {
                return store.inTransaction(work);
            }

            @Override
            public <T extends @Nullable Object> T reading(Work<T> work) {
                return store.reading(transaction -> work.in(new Counted(transaction)));
            }
        };
    }

    private final class Counted implements Transaction {
        private final Transaction real;

        private Counted(Transaction real) {
            this.real = real;
        }

        @Override
        public int update(String sql, @Nullable Object... parameters) {
            return real.update(sql, parameters);
        }

        @Override
        public void updateEach(String sql, List<@Nullable Object[]> rows) {
            real.updateEach(sql, rows);
        }

        @Override
        public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
            queries++;
            return real.query(sql, reader, parameters);
        }
    }

    void does(Act act) {
        store.database.inTransaction(transaction -> {
            act.on(transaction);
            return true;
        });
    }

    String numbers() {
        return people.stream().map(Member::studentNumber).collect(Collectors.joining("，\n"));
    }

    DrawId announced() {
        return store.database.inTransaction(
                transaction -> draws.announce(transaction, "年终抽奖", Prizes.of("一等奖\n二等奖 ×3\n"), "admin"));
    }

    DrawId closed() {
        DrawId id = announced();
        does(transaction -> draws.close(transaction, id, "numbers", numbers(), "admin"));
        return id;
    }

    DrawProof revealed(String call) {
        DrawId id = closed();
        does(transaction -> draws.reveal(transaction, id, call, "admin"));
        return store.database.reading(
                transaction -> Draws.proof(transaction, find(id)).orElseThrow());
    }

    Draw find(DrawId id) {
        return store.database.reading(transaction -> Draws.find(transaction, id).orElseThrow());
    }

    @Override
    public void close() {
        store.close();
    }
}
