package org.hongting.simulator.simulation.world;

import java.util.random.RandomGenerator;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.jspecify.annotations.Nullable;

/// A real database on a simulated disk, whose commits go wrong when told to.
public final class FragileDatabase implements Database {
    private final Database real;
    private final Disk disk;
    private final RandomGenerator chance;
    private @Nullable CommitFault armed;
    private int commitsBefore;
    private int times;
    private @Nullable Image left;

    /// @param chance what a torn write leaves
    public FragileDatabase(Database real, Disk disk, RandomGenerator chance) {
        this.real = real;
        this.disk = disk;
        this.chance = chance;
    }

    /// @param after that many more commits go well
    /// @param count that many then go wrong; a process dies only once
    public void arm(CommitFault fault, int after, int count) {
        armed = fault;
        commitsBefore = after;
        times = count;
    }

    public void heal() {
        armed = null;
    }

    /// What lies on the disk after a death within a commit; nothing where the process died elsewhere.
    public @Nullable Image left() {
        return left;
    }

    private @Nullable CommitFault due() {
        CommitFault fault = armed;
        if (fault == null || commitsBefore-- > 0) {
            return null;
        }
        if (--times <= 0) {
            armed = null;
        }
        return fault;
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        CommitFault fault = due();
        if (fault == null) {
            T result = real.inTransaction(work);
            disk.committed();
            return result;
        }
        return switch (fault) {
            case DEATH_BEFORE ->
                real.inTransaction(transaction -> {
                    work.in(transaction);
                    left = disk.afterPowerCut(); // with a disk that does what it is asked, the same as being killed
                    throw new ProcessDeath("killed before a commit");
                });
            case TORN -> torn(work);
            case DEATH_AFTER -> {
                real.inTransaction(work);
                left = disk.image();
                throw new ProcessDeath("killed after a commit");
            }
            case FULL -> refused(work, DatabaseFault.Kind.FULL);
            case UNWRITTEN -> refused(work, DatabaseFault.Kind.INPUT_OUTPUT);
            case WRITTEN_ALL_THE_SAME -> {
                real.inTransaction(work);
                throw new DatabaseFault(DatabaseFault.Kind.INPUT_OUTPUT, "simulated: the sync failed");
            }
        };
    }

    private <T extends @Nullable Object> T torn(Work<T> work) {
        Image[] before = new Image[1];
        real.inTransaction(transaction -> {
            T result = work.in(transaction);
            before[0] = disk.image();
            return result;
        });
        left = Image.torn(before[0], disk.image(), chance);
        throw new ProcessDeath("power cut within a commit");
    }

    private <T extends @Nullable Object> T refused(Work<T> work, DatabaseFault.Kind kind) {
        return real.inTransaction(transaction -> {
            work.in(transaction);
            throw new DatabaseFault(kind, "simulated");
        });
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        return real.reading(work);
    }
}
