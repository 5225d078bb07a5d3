package org.hongting.kiosk.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Studied;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.store.Schema;

/// The bench of people who type, with a study desk beside it and a clock that is moved a second at a time.
final class StudyBench {
    static final StudyFact.LessonName CHAPTER =
            new StudyFact.LessonName(new CourseId("party-constitution"), 1, new LessonId("chapter-1"));
    static final Fact.Origin CARD = new Fact.Origin(CredentialKind.CARD, "bench", false);
    static final int PAGES = 20;

    /// What takes most people a minute.
    static final Studied MINUTE = new Studied.Page(Duration.ofSeconds(60));

    final TouchBench touch = new TouchBench();
    final DeskBench bench = touch.bench;
    final StudyTables tables = new StudyTables();
    final List<StudyReply.Pulse> pulses = new ArrayList<>();
    StudyDesk desk;

    StudyBench() {
        touch.publishWithCards();
        Schema.apply(bench.database, StudyTables.migrations());
        desk = desk(Library.empty());
    }

    StudyBench(Library library) {
        this();
        desk = desk(library);
    }

    private StudyDesk desk(Library library) {
        return new StudyDesk(bench.desk, touch.touch, tables, library, bench::reading, new Random(1));
    }

    /// The same disk and the same people, after the process was killed.
    StudyDesk restarted() {
        return new StudyDesk(
                bench.restarted().desk, touch.touch, tables, Library.empty(), bench::reading, new Random(2));
    }

    KnownMember known(MemberId member) {
        return bench.desk.reading(
                transaction -> bench.tables.roster().find(transaction, member).orElseThrow());
    }

    StudyReply.Opened signIn(MemberId member) {
        return desk.open(known(member), CARD);
    }

    static Position page(int number) {
        return new Position(number, Coverage.of(number, number + 1), MINUTE);
    }

    void seconds(int count) {
        for (int i = 0; i < count; i++) {
            bench.pass(Duration.ofSeconds(1));
            desk.tick().ifPresent(pulses::add);
        }
    }

    /// A page a minute, from the one that is open.
    void read(int from, int pages) {
        for (int i = 1; i <= pages; i++) {
            seconds(60);
            desk.turn(page(from + i));
        }
    }

    List<StudyFact.Learned> learned() {
        return bench.facts(StudyFact.Learned.class);
    }

    long creditedSeconds() {
        return learned().stream()
                .mapToLong(fact -> fact.stretch().interval().credited().toSeconds())
                .sum();
    }

    void publish(DocumentName name, DocumentEntry... entries) {
        bench.database.inTransaction(transaction -> {
            tables.projections().stream()
                    .filter(projection -> projection.wants(name))
                    .forEach(projection ->
                            projection.apply(transaction, name, new DocumentChange(true, List.of(entries), List.of())));
            return true;
        });
    }
}
