package org.hongting.sync.testing;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Hello;
import org.jspecify.annotations.Nullable;

/// The centre's side of one terminal, in memory: it believes signatures, keeps what follows on what it has, and
/// answers with its watermark.
public final class FakeCentre {
    private final TerminalId terminal;
    private final KeyDirectory terminalKeys;
    private final KeyPair pair = P256.newKeyPair(new SecureRandom());
    private final Signer signer = Signer.of(pair);
    private Map<EpochId, List<RecordLines>> records = new LinkedHashMap<>();
    private StoreId store = new StoreId("store-1", 1);
    private long retryAfter;
    private @Nullable Duration quiet;
    private int hellos;
    private @Nullable Instant heard;

    public FakeCentre(TerminalId terminal, KeyDirectory terminalKeys) {
        this.terminal = terminal;
        this.terminalKeys = terminalKeys;
    }

    public KeyDirectory keys() {
        return id -> id.equals(signer.key()) ? pair.getPublic() : null;
    }

    public Signer signer() {
        return signer;
    }

    public StoreId store() {
        return store;
    }

    public Map<EpochId, List<RecordLines>> records() {
        return records;
    }

    public void retryAfter(long millis) {
        retryAfter = millis;
    }

    /// A backup from long ago is restored: a newer store that holds less.
    public void restore(int keepOfEach) {
        Map<EpochId, List<RecordLines>> kept = new HashMap<>();
        records.forEach((epoch, held) ->
                kept.put(epoch, new ArrayList<>(held.subList(0, Math.min(keepOfEach, held.size())))));
        records = kept;
        store = new StoreId("store-" + (store.generation() + 1), store.generation() + 1);
    }

    /// How long terminals may say nothing from now on.
    public void quiet(Duration within) {
        quiet = within;
    }

    /// How many hellos came.
    public int hellos() {
        return hellos;
    }

    /// What the last hello had heard.
    public @Nullable Instant heard() {
        return heard;
    }

    public byte[] hello(byte[] frame) {
        hellos++;
        Hello hello = Hello.open(frame, terminalKeys).header();
        heard = hello.heard();
        hello.epochs().forEach(held -> records.computeIfAbsent(held.epoch(), epoch -> new ArrayList<>()));
        return answer(
                hello.nonce(),
                hello.epochs().stream().map(held -> watermark(held.epoch())).toList());
    }

    /// @return the acknowledgement, unless the batch is of an epoch nobody introduced
    public Optional<byte[]> up(byte[] frame) {
        Batch batch = Batch.open(frame, terminalKeys);
        List<RecordLines> held = records.get(batch.header().epoch());
        if (held == null) {
            return Optional.empty();
        }
        long first = batch.header().first();
        if (first <= held.size() + 1L && batch.header().last() > held.size()) {
            if (!batch.chainAt(held.size()).equals(headOf(batch.header().epoch(), held))) {
                throw new AssertionError("the terminal sent another history");
            }
            held.addAll(batch.records()
                    .subList((int) (held.size() + 1 - first), batch.records().size()));
        }
        return Optional.of(answer(null, List.of(watermark(batch.header().epoch()))));
    }

    private byte[] answer(@Nullable String nonce, List<Acknowledgement.Watermark> watermarks) {
        Long within = nonce == null || quiet == null ? null : (Long) quiet.toMillis();
        return new Acknowledgement(terminal, store, nonce, watermarks, Instant.EPOCH, retryAfter, within).seal(signer);
    }

    private Acknowledgement.Watermark watermark(EpochId epoch) {
        List<RecordLines> held = records.getOrDefault(epoch, List.of());
        return new Acknowledgement.Watermark(epoch, held.size(), headOf(epoch, held), 0, 0);
    }

    private Digest headOf(EpochId epoch, List<RecordLines> held) {
        Digest head = Chain.start(terminal, epoch);
        for (RecordLines lines : held) {
            head = Chain.next(head, lines.envelope());
        }
        return head;
    }
}
