package org.hongting.sync.courier;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.protocol.courier.Carried;
import org.hongting.protocol.courier.CourierFile;
import org.hongting.protocol.courier.CourierReader;
import org.hongting.protocol.courier.CourierWriter;
import org.hongting.protocol.courier.Way;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.DocumentPart;
import org.hongting.protocol.wire.Hello.HeldEpoch;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.sync.journal.Outbox;
import org.hongting.sync.journal.Slice;
import org.hongting.sync.link.Greeting;
import org.hongting.sync.link.LinkIdentity;
import org.hongting.sync.link.LinkMemory;
import org.hongting.sync.replica.Offered;
import org.hongting.sync.store.Migration;

/// Serves a stick that somebody brought: believes what the centre signed on it, and writes onto it what the centre does
/// not hold yet.
///
/// It writes only where the centre has written before, something signed for this very station: what happens here does
/// not go onto any stick that is put in. Nothing is forgotten here for having been written there; only an
/// acknowledgement does that, and it comes with one of the next visits. The same stick twice, an old one, or one that
/// comes after its younger, do no harm.
///
/// Safe beside a link that goes on; not for use by many threads itself. It waits for the stick.
public final class Courier {
    /// Where its tables come from; applied by whoever opens the database.
    public static final List<Migration> MIGRATIONS = CourierTables.MIGRATIONS;

    private final Database database;
    private final LinkIdentity identity;
    private final LinkMemory memory;
    private final TerminalClock clock;
    private final RandomGenerator random;

    /// @param database with [#MIGRATIONS] applied
    /// @param random for nonces
    public Courier(
            Database database, LinkIdentity identity, LinkMemory memory, TerminalClock clock, RandomGenerator random) {
        this.database = database;
        this.identity = identity;
        this.memory = memory;
        this.clock = clock;
        this.random = random;
    }

    /// The file that makes a stick one of ours.
    public static Path fileFor(Path stick, TerminalId terminal) {
        return stick.resolve(CourierFile.FOLDER).resolve(CourierFile.name(terminal, Way.DOWN));
    }

    /// Whether somebody put the file there itself: a stick may hold links, and none of them is followed to what lies on
    /// the terminal's own disk.
    private static boolean isOurs(Path file) {
        return Files.isDirectory(file.resolveSibling(""), LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// Reads what was brought and writes what is to be carried.
    ///
    /// @return nothing if no file for this station is there
    public Optional<Visit> serve(Path stick) {
        Path file = fileFor(stick, identity.terminal());
        if (!isOurs(file)) {
            return Optional.empty();
        }
        try {
            Brought brought = read(file);
            return Optional.of(brought.ours == 0 ? new Visit.Foreign() : write(file.resolveSibling(""), brought));
        } catch (IOException | RuntimeException e) {
            // Whatever lies on a stick: the next one is served.
            return Optional.of(new Visit.Failed(String.valueOf(e.getMessage())));
        }
    }

    /// Of the messages of a file: how many were signed for this station, how many of those said something new, and how
    /// many were no such messages.
    private static final class Brought {
        private int ours;
        private int news;
        private int refused;
    }

    private Brought read(Path file) throws IOException {
        Brought brought = new Brought();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            CourierReader reader = new CourierReader(in, Way.DOWN);
            for (Optional<Carried> next = reader.next(); next.isPresent(); next = reader.next()) {
                try {
                    brought.news += isNews(next.get()) ? 1 : 0;
                    brought.ours++;
                } catch (RefusedMessage e) {
                    brought.refused++;
                }
            }
        } catch (RefusedMessage e) {
            brought.refused++;
        }
        return brought;
    }

    /// Believes one message.
    ///
    /// @return false if it says nothing new
    /// @throws RefusedMessage if the centre did not sign it for this station
    private boolean isNews(Carried message) {
        return switch (message.channel()) {
            case ACKNOWLEDGEMENT -> isNews(Acknowledgement.open(message.frame(), identity.serverKeys()));
            case DOCUMENT -> {
                DocumentPart part = DocumentPart.open(message.frame(), identity.serverKeys());
                requireOurs(part.header().terminal());
                yield !(memory.replica().offer(part) instanceof Offered.Stale);
            }
            case HELLO, UP, STATE, HEALTH, COMMAND -> throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT);
        };
    }

    /// Only an answer to a question that is still open is believed. One without a question says nothing but that the
    /// stick is the centre's; an old stick's is passed over.
    private boolean isNews(Acknowledgement acknowledgement) {
        requireOurs(acknowledgement.terminal());
        String nonce = acknowledgement.nonce();
        return nonce != null
                && database.inTransaction(transaction -> CourierTables.answer(transaction, nonce))
                && memory.outbox().acknowledge(acknowledgement.store(), acknowledgement.epochs());
    }

    private void requireOurs(TerminalId addressed) {
        if (!addressed.equals(identity.terminal())) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
        }
    }

    /// The file that is there stays until the new one is whole and durable.
    private Visit write(Path folder, Brought brought) throws IOException {
        Path whole = folder.resolve(CourierFile.name(identity.terminal(), Way.UP));
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        long written;
        // Whatever bears the name already goes first, and if it is a link, only the link.
        Files.deleteIfExists(part);
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file))) {
            written = write(new CourierWriter(out, identity.terminal(), Way.UP));
            out.flush();
            file.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return new Visit.Served(
                brought.news,
                brought.refused,
                written,
                Math.max(0, memory.outbox().pending() - written));
    }

    private long write(CourierWriter writer) throws IOException {
        Greeting greeting = Greeting.of(identity, memory, clock, random, Instant.EPOCH);
        database.inTransaction(transaction -> {
            CourierTables.remember(transaction, greeting.nonce());
            return true;
        });
        writer.add(new Carried(Channel.HELLO, greeting.frame()));
        Outbox outbox = memory.outbox();
        long written = 0;
        for (HeldEpoch held : outbox.held()) {
            long from = outbox.acknowledged(held.epoch());
            Optional<Slice> slice = outbox.next(held.epoch(), from);
            while (slice.isPresent() && writer.hasRoom()) {
                writer.add(new Carried(Channel.UP, identity.seal(slice.get())));
                written += slice.get().records().size();
                slice = outbox.next(held.epoch(), slice.get().last());
            }
        }
        writer.end();
        return written;
    }
}
