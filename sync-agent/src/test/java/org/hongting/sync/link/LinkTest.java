package org.hongting.sync.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Acknowledgement.Watermark;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Command;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.Topic;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.journal.Slice;
import org.hongting.sync.replica.Replica;
import org.hongting.sync.store.SqliteDatabase;
import org.hongting.sync.testing.FakeCentre;
import org.hongting.sync.testing.FakeLine;
import org.hongting.sync.testing.SetClock;
import org.hongting.testing.VirtualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
    private static final TerminalId TERMINAL = new TerminalId("door-1");
    private static final KeyPair KEYS = P256.newKeyPair(new SecureRandom());

    private Random random = new Random(1);
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final FakeCentre centre = new FakeCentre(TERMINAL, id -> KEYS.getPublic());
    private FakeLine line = new FakeLine(scheduler, random, centre);
    private SqliteDatabase database = SqliteDatabase.inMemory();
    private Journal journal = openJournal();
    private Replica replica = new Replica(database, List.of());
    private Link link = newLink();
    private final List<LinkStatus.State> states = new ArrayList<>();

    private Journal openJournal() {
        return Journal.open(database, TERMINAL, new SetClock(), random, "0.1.0");
    }

    private Link newLink() {
        Link made = new Link(
                new LinkSetup(
                        new LinkIdentity(TERMINAL, Signer.of(KEYS), centre.keys(), "0.1.0"),
                        new LinkWorld(line, scheduler, new SetClock(), random),
                        new LinkMemory(journal.outbox(), replica),
                        LinkTiming.STANDARD),
                status -> {
                    if (states.isEmpty() || states.getLast() != status.state()) {
                        states.add(status.state());
                    }
                });
        journal.listen(pending -> made.nudge());
        return made;
    }

    private void record(int facts) {
        for (int i = 0; i < facts; i++) {
            journal.write((transaction, appender) -> appender.append(new Fact.DeviceReturned("pcsc-0")));
        }
    }

    private List<RecordLines> written(EpochId epoch) {
        List<RecordLines> all = new ArrayList<>();
        while (true) {
            var slice = journal.outbox().next(epoch, all.size(), 1_000_000, 512);
            if (slice.isEmpty()) {
                return all;
            }
            all.addAll(slice.map(Slice::records).orElseThrow());
        }
    }

    private void pass(long seconds) {
        scheduler.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void recordsReachTheCentreInOrderAndLaterOnesFollowAtOnce() {
        record(2_000);
        link.start();
        pass(5);

        assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);
        assertThat(link.status().pending()).isZero();
        assertThat(centre.records().get(journal.epoch())).isEqualTo(written(journal.epoch()));

        record(1);
        scheduler.pass(Duration.ofMillis(50));
        assertThat(link.status().pending()).isZero();
        assertThat(states).endsWith(LinkStatus.State.CONNECTING, LinkStatus.State.ONLINE);
    }

    @Test
    void theWillCallsTheTerminalOfflineAndCountsSessions() {
        link.start();
        pass(1);
        line.drop(new Transport.Down(Transport.Down.Cause.LOST, "test"));
        pass(10);

        assertThat(line.wills()).extracting(will -> will.online()).containsOnly(false);
        assertThat(line.wills()).extracting(will -> will.session()).startsWith(1L, 2L);
    }

    @Test
    void aFreshCertificateIsShownAtOnceAndNothingIsLostByTheMove() {
        link.start();
        pass(1);
        record(50);
        link.reconnect();
        pass(5);

        assertThat(line.wills()).extracting(will -> will.session()).containsExactly(1L, 2L);
        assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);
        assertThat(states).doesNotContain(LinkStatus.State.OFFLINE);
        assertThat(link.status().pending()).isZero();
        assertThat(centre.records().get(journal.epoch())).isEqualTo(written(journal.epoch()));

        link.stop();
        pass(1);
        link.reconnect();
        pass(5);
        assertThat(line.wills()).as("who has stopped shows nothing").hasSize(2);
    }

    @Test
    void everythingIsBroughtOnceTheCentreHoldsItAndSafeOnceABackupDoes() {
        record(3);
        assertThat(journal.outbox().isBrought(false)).isFalse();
        link.start();
        pass(5);
        assertThat(journal.outbox().isBrought(false)).isTrue();
        assertThat(journal.outbox().isBrought(true)).isFalse();

        Digest head = journal.outbox().greeting().getFirst().head();
        journal.outbox().acknowledge(centre.store(), new Watermark(journal.epoch(), 4, head, 4, 0));
        assertThat(journal.outbox().isBrought(true)).isTrue();
        record(1);
        assertThat(journal.outbox().isBrought(false)).isFalse();
    }

    @Test
    void nothingIsSentBeforeTheHelloIsAnsweredAndTheSilentLineIsLeft() {
        record(10);
        line.deaf(true);
        link.start();
        pass(16);

        assertThat(line.batches()).isZero();
        assertThat(states).contains(LinkStatus.State.OFFLINE);
        assertThat(link.status().problem()).isEqualTo(LinkStatus.Problem.NO_ANSWER);
    }

    @Test
    void aLineWithoutProgressIsLeftAndTheBacklogArrivesOverTheNext() {
        link.start();
        pass(1);
        line.deaf(true);
        record(100);
        pass(16);
        assertThat(states).contains(LinkStatus.State.OFFLINE);

        line.deaf(false);
        pass(120);

        assertThat(link.status().pending()).isZero();
        assertThat(centre.records().get(journal.epoch())).hasSize(101);
    }

    @Test
    void aStoreThatWasRestoredGetsEverythingItLost() {
        record(300);
        link.start();
        pass(5);
        database = SqliteDatabase.ofImage(database.image());
        link.stop();
        pass(1);
        journal = openJournal();
        replica = new Replica(database, List.of());
        link = newLink();
        link.start();
        pass(5);
        assertThat(link.status().pending()).isZero();

        centre.restore(7);
        pass(90);

        assertThat(link.status().pending()).isZero();
        assertThat(centre.records().values()).extracting(List::size).containsExactlyInAnyOrder(301, 1);
    }

    @Test
    void aLowerWatermarkOfTheSameStoreIsNotBelieved() {
        record(9);
        link.start();
        pass(2);
        byte[] lower = new Acknowledgement(
                        TERMINAL,
                        centre.store(),
                        null,
                        List.of(new Watermark(journal.epoch(), 3, Digest.of(new byte[0]), 0, 0)),
                        Instant.EPOCH,
                        0)
                .seal(centre.signer());

        line.deliver(new Topic(TERMINAL, Channel.ACKNOWLEDGEMENT), lower);
        pass(1);

        assertThat(journal.outbox().acknowledged(journal.epoch())).isEqualTo(10);
        assertThat(link.status().disputed()).isZero();
    }

    @Test
    void anotherHistoryAtTheCentreMakesTheEpochDisputedAndTheNextOneGoesOn() {
        record(9);
        EpochId disputed = journal.epoch();
        journal = openJournal();
        record(4);
        link = newLink();
        link.start();
        scheduler.pass(Duration.ofMillis(30));
        journal.outbox().acknowledge(centre.store(), new Watermark(disputed, 5, Digest.of(new byte[] {1}), 0, 0));
        pass(20);

        assertThat(journal.outbox().disputed())
                .extracting(epoch -> epoch.epoch())
                .containsExactly(disputed);
        assertThat(centre.records().get(journal.epoch())).hasSize(5);
        assertThat(link.status().pending()).isEqualTo(10);
        assertThat(link.status().disputed()).isEqualTo(1);
    }

    @Test
    void wordsThatAreUnsignedForOthersOrUnaskedAreCountedAndIgnored() {
        record(3);
        link.start();
        pass(2);
        Signer stranger = Signer.of(P256.newKeyPair(new SecureRandom()));
        Acknowledgement foreign =
                new Acknowledgement(TERMINAL, new StoreId("other", 9), null, List.of(), Instant.EPOCH, 0);

        line.deliver(new Topic(TERMINAL, Channel.ACKNOWLEDGEMENT), foreign.seal(stranger));
        line.deliver(new Topic(TERMINAL, Channel.ACKNOWLEDGEMENT), foreign.seal(centre.signer()));
        line.deliver(new Topic(new TerminalId("door-2"), Channel.ACKNOWLEDGEMENT), foreign.seal(centre.signer()));
        line.deliver(new Topic(TERMINAL, Channel.DOCUMENT), new byte[] {1, 2, 3});
        pass(1);

        assertThat(link.status().refused())
                .containsEntry(RefusedMessage.Reason.UNKNOWN_KEY, 1L)
                .containsEntry(RefusedMessage.Reason.UNASKED, 1L)
                .containsEntry(RefusedMessage.Reason.WRONG_TERMINAL, 1L)
                .containsEntry(RefusedMessage.Reason.MALFORMED, 1L);
        assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);
    }

    @Test
    void onlyCommandsOfTheCentreForThisTerminalAreHeardAndNoneBeforeItsTimeIsKnown() {
        List<Command> heard = new ArrayList<>();
        link = new Link(
                new LinkSetup(
                        new LinkIdentity(TERMINAL, Signer.of(KEYS), centre.keys(), "0.1.0"),
                        new LinkWorld(line, scheduler, new SetClock(), random),
                        new LinkMemory(journal.outbox(), replica),
                        LinkTiming.STANDARD),
                new LinkListener() {
                    @Override
                    public void status(LinkStatus status) {}

                    @Override
                    public void command(Command command) {
                        heard.add(command);
                    }
                });
        Topic topic = new Topic(TERMINAL, Channel.COMMAND);
        Command good =
                new Command(TERMINAL, "c-1", Instant.parse("2026-11-22T02:00:00Z"), "later.action", Map.of("a", "b"));
        line.deaf(true);
        link.start();
        pass(1);
        line.deliver(topic, good.seal(centre.signer()));
        pass(1);
        assertThat(link.status().refused()).containsOnly(Map.entry(RefusedMessage.Reason.UNASKED, 1L));

        line.deaf(false);
        pass(60);
        Command others = new Command(new TerminalId("door-2"), "c-2", good.expires(), "a", Map.of());
        line.deliver(topic, others.seal(centre.signer()));
        line.deliver(topic, good.seal(Signer.of(P256.newKeyPair(new SecureRandom()))));
        line.deliver(topic, new byte[Limits.MESSAGE_BYTES + 1]);
        line.deliver(topic, good.seal(centre.signer()));
        pass(1);
        assertThat(heard).containsExactly(good);
        assertThat(link.status().refused())
                .containsEntry(RefusedMessage.Reason.WRONG_TERMINAL, 1L)
                .containsEntry(RefusedMessage.Reason.UNKNOWN_KEY, 1L)
                .containsEntry(RefusedMessage.Reason.TOO_LARGE, 1L);
    }

    /// Whoever carries messages may keep what answered a batch, and say it again.
    @Test
    void whatTheCentreSaidYesterdayMovesNoClockWhenItIsSaidAgain() {
        List<Instant> told = new ArrayList<>();
        link = new Link(
                new LinkSetup(
                        new LinkIdentity(TERMINAL, Signer.of(KEYS), centre.keys(), "0.1.0"),
                        new LinkWorld(line, scheduler, new SetClock(), random),
                        new LinkMemory(journal.outbox(), replica),
                        LinkTiming.STANDARD),
                new LinkListener() {
                    @Override
                    public void status(LinkStatus status) {}

                    @Override
                    public void serverTime(Instant serverTime, ClockReading heard) {
                        told.add(serverTime);
                    }
                });
        link.start();
        pass(2);
        Instant yesterday = Instant.EPOCH.minus(Duration.ofDays(1));
        Acknowledgement old = new Acknowledgement(TERMINAL, centre.store(), null, List.of(), yesterday, 0);
        Acknowledgement asked = new Acknowledgement(TERMINAL, centre.store(), "asked", List.of(), yesterday, 0);

        line.deliver(new Topic(TERMINAL, Channel.ACKNOWLEDGEMENT), old.seal(centre.signer()));
        pass(1);
        assertThat(link.status().refused()).isEmpty();
        line.deliver(new Topic(TERMINAL, Channel.ACKNOWLEDGEMENT), asked.seal(centre.signer()));
        pass(1);

        assertThat(link.status().refused()).containsOnly(Map.entry(RefusedMessage.Reason.UNASKED, 1L));
        assertThat(told).containsExactly(Instant.EPOCH);
        assertThat(link.status().serverOffset())
                .contains(Duration.between(new SetClock().read().wall().toInstant(), Instant.EPOCH));
    }

    @Test
    void theSameIdentityElsewhereTakesTheLineForFiveMinutesAtLeastAndNotForGood() {
        link.start();
        pass(1);
        line.drop(new Transport.Down(Transport.Down.Cause.TAKEN_OVER, "142"));
        pass(299);

        assertThat(link.status().state()).isEqualTo(LinkStatus.State.OFFLINE);
        assertThat(link.status().problem()).isEqualTo(LinkStatus.Problem.TAKEN_OVER);
        assertThat(line.opened()).isEqualTo(1);

        pass(302);
        assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);
    }

    @Test
    void aCentreThatAsksForTimeGetsIt() {
        centre.retryAfter(20_000);
        link.start();
        pass(1);
        centre.retryAfter(0);
        record(5);
        pass(10);
        assertThat(line.batches()).isZero();

        pass(15);
        assertThat(link.status().pending()).isZero();
    }

    @Test
    void whoeverWasAskedToWaitComesBackNoEarlierWhenTheLineBreaks() {
        centre.retryAfter(40_000);
        link.start();
        pass(1);
        centre.retryAfter(0);
        record(5);
        line.drop(new Transport.Down(Transport.Down.Cause.LOST, "cut"));
        pass(30);
        assertThat(line.opened()).isEqualTo(1);

        pass(15);
        assertThat(line.opened()).isEqualTo(2);
        assertThat(link.status().pending()).isZero();
    }

    @Test
    void aDocumentArrivesAndOneThatCannotBeAppliedIsAskedForAgain() {
        link.start();
        pass(1);
        List<DocumentEntry> entries = List.of(DocumentEntry.removal("x"));
        List<DocumentEntry> roster = List.of(DocumentEntry.ofLine(org.hongting.protocol.record.Line.of(
                "{\"id\":\"a\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        HeldDocument wrong = new HeldDocument(DocumentName.ROSTER, centre.store(), 1, DocumentEntry.hashOf(entries));
        HeldDocument right = new HeldDocument(DocumentName.ROSTER, centre.store(), 2, DocumentEntry.hashOf(roster));

        for (byte[] frame : DocumentPart.seal(TERMINAL, wrong, null, roster, centre.signer())) {
            line.deliver(new Topic(TERMINAL, Channel.DOCUMENT), frame);
        }
        pass(7);
        assertThat(replica.find(DocumentName.ROSTER)).isEmpty();

        for (byte[] frame : DocumentPart.seal(TERMINAL, right, null, roster, centre.signer())) {
            line.deliver(new Topic(TERMINAL, Channel.DOCUMENT), frame);
        }
        pass(1);
        assertThat(replica.find(DocumentName.ROSTER)).contains(right);
        assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);
    }

    /// Else records would go up without bodies before the centre knew that it had asked for that.
    @Test
    void theListOfErasedPeopleIsToldOfByAHelloOfItsOwnEvenIfItOvertakesTheAnswerToTheOneBefore() {
        line.deaf(true);
        link.start();
        pass(1);
        assertThat(centre.hellos()).as("the hello is under way").isZero();
        line.deaf(false);
        List<DocumentEntry> nobody = List.of();
        HeldDocument list = new HeldDocument(DocumentName.ERASE, centre.store(), 1, DocumentEntry.hashOf(nobody));
        for (byte[] frame : DocumentPart.seal(TERMINAL, list, null, nobody, centre.signer())) {
            line.deliver(new Topic(TERMINAL, Channel.DOCUMENT), frame);
        }
        pass(1);

        assertThat(replica.find(DocumentName.ERASE)).contains(list);
        assertThat(centre.hellos()).isOne();
        assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whateverTheLineDoesEverythingArrivesOnceAndInOrder(int ten) {
        for (int seed = ten * 8; seed < ten * 8 + 8; seed++) {
            arrivesUnder(seed);
        }
    }

    private void arrivesUnder(int seed) {
        random = new Random(seed);
        FakeCentre fresh = centre;
        fresh.records().clear();
        line = new FakeLine(scheduler, random, fresh);
        line.trouble(0.05 + random.nextDouble() * 0.25);
        database = SqliteDatabase.inMemory();
        journal = openJournal();
        replica = new Replica(database, List.of());
        link = newLink();
        link.start();
        for (int step = 0; step < 12; step++) {
            record(random.nextInt(60));
            pass(random.nextInt(40));
            switch (random.nextInt(6)) {
                case 0 -> restartTerminal();
                case 1 -> fresh.restore(random.nextInt(40));
                case 2 -> line.cut(true);
                case 3 -> line.cut(false);
                default -> {}
            }
        }
        line.cut(false);
        line.trouble(0);
        pass(1_500);

        assertThat(journal.outbox().pending()).as("seed %d", seed).isZero();
        assertThat(journal.outbox().disputed()).as("seed %d", seed).isEmpty();
        fresh.records()
                .forEach((epoch, held) -> assertThat(held).as("seed %d", seed).isEqualTo(written(epoch)));
        link.stop();
        pass(1);
    }

    @Test
    void aQuietLineSaysHelloRarelyWhereTheCentreAllowsItAndEveryMinuteWhereItSaysNothing() {
        link.start();
        pass(3_605);
        assertThat(centre.hellos()).as("to a centre of before").isBetween(60, 61);

        centre.quiet(Duration.ofHours(4));
        pass(600);
        int before = centre.hellos();
        pass(Duration.ofDays(30).toSeconds());
        assertThat(centre.hellos() - before).as("in a month").isBetween(180, 230);
        assertThat(link.status().state()).isEqualTo(LinkStatus.State.ONLINE);
    }

    @Test
    void aLineOnWhichSomethingHappensSaysHelloAMinuteLaterAndIsQuietAgainAfterwards() {
        quietForADay();
        int before = centre.hellos();
        record(1);
        pass(61);
        assertThat(centre.hellos() - before).isEqualTo(1);
        pass(600);
        assertThat(centre.hellos() - before).as("after 2, 4 and 8 minutes").isBetween(3, 4);
    }

    @Test
    void theCentreIsAnsweredWhereItAsksForAHelloWhateverItsStoreIsCalled() {
        quietForADay();
        int before = centre.hellos();
        ask(centre.store(), Duration.ofSeconds(20));
        pass(21);
        assertThat(centre.hellos() - before).isEqualTo(1);

        centre.restore(0);
        ask(centre.store(), Duration.ofSeconds(20));
        pass(21);
        assertThat(centre.hellos() - before)
                .as("and once more, because the store is another one")
                .isEqualTo(3);
        assertThat(journal.outbox().pending()).isZero();
    }

    @Test
    void aHelloNamesTheTimeOfTheLastSignedWordOfItsConnection() {
        centre.quiet(Duration.ofHours(4));
        link.start();
        pass(1);
        assertThat(centre.heard()).as("the first of a connection").isEqualTo(Instant.EPOCH);
        Instant later = Instant.parse("2026-11-22T01:00:00Z");
        line.deliver(
                new Topic(TERMINAL, Channel.ACKNOWLEDGEMENT),
                Acknowledgement.asking(TERMINAL, centre.store(), later, Duration.ofSeconds(10))
                        .seal(centre.signer()));
        pass(11);
        assertThat(centre.heard()).isEqualTo(later);
    }

    @Test
    void whoeverRepeatsTheQuestionOfTheCentreIsAnsweredEveryFiveSecondsAtMost() {
        quietForADay();
        int before = centre.hellos();
        for (int second = 0; second < 60; second++) {
            ask(centre.store(), Duration.ZERO);
            pass(1);
        }
        assertThat(centre.hellos() - before).isBetween(1, 12);
    }

    private void quietForADay() {
        centre.quiet(Duration.ofHours(4));
        link.start();
        pass(Duration.ofDays(1).toSeconds());
    }

    private void ask(StoreId store, Duration within) {
        line.deliver(
                new Topic(TERMINAL, Channel.ACKNOWLEDGEMENT),
                Acknowledgement.asking(TERMINAL, store, Instant.EPOCH, within).seal(centre.signer()));
    }

    private void restartTerminal() {
        line.cut(true);
        link.stop();
        pass(1);
        line.cut(false);
        database = SqliteDatabase.ofImage(database.image());
        journal = openJournal();
        replica = new Replica(database, List.of());
        link = newLink();
        link.start();
    }
}
