package org.hongting.central.testing;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hongting.central.ingest.Arrived;
import org.hongting.protocol.document.HeldDocument;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.Topic;
import org.jspecify.annotations.Nullable;

/// A terminal's journal and pen, without a disk.
public final class TestTerminal {
    private static final KeyPair KEY = P256.newKeyPair(new SecureRandom());

    private final TerminalId id;
    private final RandomGenerator random;
    private final Signer signer;
    private EpochId epoch;
    private List<RecordLines> records = new ArrayList<>();
    private List<Digest> heads = new ArrayList<>();

    private TestTerminal(TerminalId id, Signer signer, RandomGenerator random) {
        this.id = id;
        this.random = random;
        this.signer = signer;
        this.epoch = EpochId.draw(random);
        openEpoch(null);
    }

    /// With one opened epoch. All test terminals share one key: making one takes longer than a test.
    public static TestTerminal named(String name, RandomGenerator random) {
        return new TestTerminal(new TerminalId(name), Signer.of(KEY), random);
    }

    /// One that was claimed for real.
    public static TestTerminal of(TerminalId id, Signer signer, RandomGenerator random) {
        return new TestTerminal(id, signer, random);
    }

    /// The same epoch and records, to go on differently: a copied disk.
    public TestTerminal copy() {
        TestTerminal copy = new TestTerminal(id, signer, random);
        copy.epoch = epoch;
        copy.records = new ArrayList<>(records);
        copy.heads = new ArrayList<>(heads);
        return copy;
    }

    public TerminalId id() {
        return id;
    }

    public byte[] publicKey() {
        return KEY.getPublic().getEncoded();
    }

    public EpochId epoch() {
        return epoch;
    }

    public long newest() {
        return records.size();
    }

    public Digest head() {
        return heads.getLast();
    }

    public Fact.PreviousEpoch end() {
        return new Fact.PreviousEpoch(epoch, newest(), head());
    }

    public void openEpoch(Fact.@Nullable PreviousEpoch previous) {
        epoch = EpochId.draw(random);
        records = new ArrayList<>();
        heads = new ArrayList<>(List.of(Chain.start(id, epoch)));
        append(new Fact.EpochOpened(previous, "test 1"));
    }

    public void append(Fact fact) {
        append(record(newest() + 1, fact));
    }

    /// Any lines, right or wrong: the chain runs over bytes.
    public void append(RecordLines lines) {
        records.add(lines);
        heads.add(Chain.next(head(), lines.envelope()));
    }

    public void arrivals(int count) {
        for (int i = 0; i < count; i++) {
            append(arrival());
        }
    }

    public Fact arrival() {
        return new Fact.CheckInAdmitted(
                new MeetingId("meeting-1"),
                MemberId.draw(random),
                new Fact.Origin(CredentialKind.CARD, "pcsc-0", false),
                false);
    }

    public RecordLines record(long seq, Fact fact) {
        return RecordLines.of(seq, reading(seq), fact, random);
    }

    private static ClockReading reading(long seq) {
        return new ClockReading(
                Instant.parse("2026-11-22T01:00:00Z").atOffset(ZoneOffset.ofHours(8)),
                ClockQuality.SYNCED,
                new BootId("boot-1"),
                seq * 1_000_000);
    }

    public byte[] batch(long first, long last) {
        return Batch.seal(
                id, epoch, first, heads.get((int) first - 1), records.subList((int) first - 1, (int) last), signer);
    }

    public Arrived up(long first, long last) {
        return arrived(Channel.UP, batch(first, last));
    }

    public Arrived all() {
        return up(1, newest());
    }

    public Arrived arrived(Channel channel, byte[] payload) {
        return new Arrived(new Topic(id, channel), payload);
    }

    public Hello hello(String nonce, long oldest, List<HeldDocument> documents) {
        return new Hello(
                id,
                nonce,
                List.of(new Hello.HeldEpoch(epoch, oldest, newest(), head())),
                documents,
                "test 1",
                Instant.parse("2026-11-22T01:00:00Z").atOffset(ZoneOffset.ofHours(8)),
                ClockQuality.SYNCED,
                new BootId("boot-1"),
                1_000_000_000L);
    }

    public Arrived hello(String nonce, long oldest) {
        return arrived(Channel.HELLO, hello(nonce, oldest, List.of()).seal(signer));
    }

    public Signer signer() {
        return signer;
    }
}
