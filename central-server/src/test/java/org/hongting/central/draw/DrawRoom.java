package org.hongting.central.draw;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
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
import org.hongting.protocol.port.Transaction;

/// Twelve people, and the centre that draws among them, on a real store.
final class DrawRoom implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneId.of("Asia/Shanghai"));

    final TestStore store;
    final Draws draws;
    final List<Member> people = new ArrayList<>();

    interface Act {
        void on(Transaction transaction);
    }

    DrawRoom(Path folder) {
        store = new TestStore(folder);
        Members members = new Members(new Random(2), CLOCK);
        AuditLog audit = new AuditLog(store.database, CLOCK);
        OwnJournal journal = new OwnJournal(List.of(), CLOCK, () -> 0, new Random(3), "test");
        draws = new Draws(journal, audit, List.of(new NumberEntrants(members)), new SecureRandom(), CLOCK);
        does(transaction -> {
            BranchId branch = new Branches(new Random(4))
                    .add(transaction, null, BranchKind.BRANCH, "第一党支部")
                    .id();
            for (int i = 0; i < 12; i++) {
                people.add(members.add(transaction, "张" + (char) ('一' + i), "2026%03d".formatted(i), branch, false));
            }
        });
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
