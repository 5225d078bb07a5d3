package org.hongting.central.quiz;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;

/// The banks by which something is marked. Whatever was needed once stays here, so that a later edition of its course
/// takes nothing away. Safe for use by many threads.
public final class QuestionBanks {
    /// Banks that are held in memory once they were read, by the bytes of their files: in memory a bank takes up twice
    /// that (2,000 questions: 0.67 MB and 1.29 MB).
    private static final int HELD_BYTES = 32 * 1024 * 1024;

    private final Shelf shelf;
    private final Clock clock;

    /// The one that was asked for longest ago first.
    private final Map<Digest, Held> held = new LinkedHashMap<>(16, 0.75f, true);

    private final int mostBytes;
    private long heldBytes;

    private record Held(QuestionBank bank, int bytes) {}

    public QuestionBanks(Shelf shelf, Clock clock) {
        this(shelf, clock, HELD_BYTES);
    }

    QuestionBanks(Shelf shelf, Clock clock, int mostBytes) {
        this.shelf = shelf;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /// Where courses and their files are.
    public interface Shelf {
        /// The bank of a course's present edition.
        Optional<Digest> bankOf(CourseId course);

        /// A file of a course, if it is here and no longer than a bank may be.
        Optional<byte[]> file(Digest digest);
    }

    /// A bank that was needed before.
    ///
    /// @throws UnreadableBank if it cannot be read any more
    public Optional<QuestionBank> find(Transaction transaction, Digest digest) {
        Optional<QuestionBank> known = held(digest);
        if (known.isPresent()) {
            return known;
        }
        return transaction
                .queryFirst(
                        "SELECT content FROM question_bank WHERE digest = ?", row -> row.bytes("content"), digest.hex())
                .map(content -> hold(digest, kept(digest, content), content.length));
    }

    private static QuestionBank kept(Digest digest, byte[] content) {
        try {
            return QuestionBank.read(content);
        } catch (MalformedJson e) {
            throw new UnreadableBank(digest, e);
        }
    }

    private Optional<byte[]> file(Digest digest) {
        try {
            return shelf.file(digest);
        } catch (UncheckedIOException e) {
            throw new UnreadableBank(digest, e);
        }
    }

    /// A bank that was needed before, or that a course has: then it stays from now on.
    ///
    /// @throws UnreadableBank if it is here and cannot be read
    Optional<QuestionBank> need(Transaction transaction, Digest digest) {
        return find(transaction, digest).or(() -> {
            Optional<byte[]> file = file(digest);
            Optional<QuestionBank> bank = file.flatMap(bytes -> read(digest, bytes));
            bank.ifPresent(read -> {
                transaction.update(
                        "INSERT INTO question_bank (digest, content, kept_at) VALUES (?, ?, ?)"
                                + " ON CONFLICT (digest) DO NOTHING",
                        digest.hex(),
                        file.orElseThrow(),
                        UtcText.of(clock.instant()));
                hold(digest, read, file.orElseThrow().length);
            });
            return bank;
        });
    }

    /// A bank as a page looks at it: nothing is kept.
    public Optional<QuestionBank> look(Transaction transaction, Digest digest) {
        return find(transaction, digest).or(() -> file(digest).flatMap(bytes -> read(digest, bytes)));
    }

    public Optional<Digest> bankOf(CourseId course) {
        return shelf.bankOf(course);
    }

    /// A terminal may name any file: what is no bank is none.
    private static Optional<QuestionBank> read(Digest digest, byte[] bytes) {
        try {
            return Digest.of(bytes).equals(digest) ? Optional.of(QuestionBank.read(bytes)) : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private Optional<QuestionBank> held(Digest digest) {
        synchronized (held) {
            return Optional.ofNullable(held.get(digest)).map(Held::bank);
        }
    }

    private QuestionBank hold(Digest digest, QuestionBank bank, int bytes) {
        synchronized (held) {
            Held before = held.put(digest, new Held(bank, bytes));
            heldBytes += bytes - (before == null ? 0 : before.bytes());
            Iterator<Held> eldest = held.values().iterator();
            while (heldBytes > mostBytes) {
                heldBytes -= eldest.next().bytes();
                eldest.remove();
            }
            return bank;
        }
    }
}
