package org.hongting.simulator.simulation.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.jspecify.annotations.Nullable;

/// What was promised while a simulation ran, kept outside of everything that can fail in it. What must hold at every
/// moment is checked as it is entered; the first thing that does not hold is kept.
public final class Books {
    private final Map<Place, Digest> confirmed = new LinkedHashMap<>();
    private final Set<Place> goneWithTheirDisk = new HashSet<>();
    private final Set<Place> spoiled = new HashSet<>();
    private final List<DiskContents> abandoned = new ArrayList<>();
    private final Set<TerminalId> tamperedWith = new HashSet<>();
    private final Map<Place, MemberId> subjects = new HashMap<>();
    private final Set<MemberId> erased = new HashSet<>();
    private final Map<Mark, Long> answered = new HashMap<>();
    private final Map<Mark, Long> believed = new HashMap<>();
    private @Nullable Broken broken;

    /// @param who the centre, or the disk that believes it
    private record Mark(String who, TerminalId terminal, EpochId epoch) {}

    /// Somebody at the door was told that this is recorded.
    public void confirmed(Place place, Digest head) {
        confirmed.put(place, head);
    }

    /// Whom a record that was confirmed is about.
    public void isAbout(Place place, MemberId member) {
        subjects.put(place, member);
    }

    /// The centre said that it has erased somebody.
    public void erased(MemberId member) {
        erased.add(member);
    }

    public boolean hasErased() {
        return !erased.isEmpty();
    }

    /// A byte of a record's body changed on the disk.
    public void spoiled(Place place) {
        spoiled.add(place);
    }

    /// The disk of a terminal was copied, and both are in use.
    public void copied(TerminalId terminal) {
        tamperedWith.add(terminal);
    }

    /// An older state was put in the place of a disk. What only that one held may be gone.
    ///
    /// @param disk the one whose contents have been replaced
    public void restored(TerminalId terminal, String disk, DiskContents replaced, DiskContents older) {
        tamperedWith.add(terminal);
        abandoned.add(replaced);
        replaced.heads().keySet().stream()
                .filter(place -> !older.heads().containsKey(place))
                .forEach(goneWithTheirDisk::add);
        believed.keySet().removeIf(mark -> mark.who().equals(disk));
    }

    /// The centre says that it holds an epoch up to a record.
    ///
    /// @param held how many records of it are committed at this moment
    public void answered(TerminalId terminal, EpochId epoch, long upTo, long held) {
        if (held < upTo) {
            broken(
                    Invariant.NOTHING_ACKNOWLEDGED_ABOVE_A_COMMIT,
                    terminal + "/" + epoch + " up to " + upTo + ", of which " + held + " are committed");
        }
        rises(answered, new Mark("centre", terminal, epoch), upTo);
    }

    /// A terminal believes that the centre holds an epoch up to a record.
    public void believes(String disk, TerminalId terminal, EpochId epoch, long upTo) {
        long said = answered.getOrDefault(new Mark("centre", terminal, epoch), 0L);
        if (upTo > said) {
            broken(
                    Invariant.NOTHING_ACKNOWLEDGED_ABOVE_A_COMMIT,
                    disk + " believes " + epoch + " up to " + upTo + ", and was told " + said);
        }
        rises(believed, new Mark(disk, terminal, epoch), upTo);
    }

    private void rises(Map<Mark, Long> marks, Mark mark, long upTo) {
        Long before = marks.put(mark, upTo);
        if (before != null && upTo < before) {
            broken(Invariant.WATERMARK_ONLY_RISES, mark + " fell from " + before + " to " + upTo);
        }
    }

    /// The centre has started again, and holds this much.
    public void holds(Map<Place, Long> watermarks) {
        answered.forEach((mark, upTo) -> {
            long held = watermarks.getOrDefault(new Place(mark.terminal(), mark.epoch(), 0), 0L);
            if (held < upTo) {
                broken(
                        Invariant.NOTHING_ACKNOWLEDGED_ABOVE_A_COMMIT,
                        mark.terminal() + "/" + mark.epoch() + " up to " + upTo + ", of which " + held
                                + " were left after a restart");
            }
        });
    }

    public void broken(Invariant invariant, String detail) {
        if (broken == null) {
            broken = new Broken(invariant, detail);
        }
    }

    /// The first invariant that did not hold.
    public Optional<Broken> broken() {
        return Optional.ofNullable(broken);
    }

    public int confirmed() {
        return confirmed.size();
    }

    Set<MemberId> erased() {
        return erased;
    }

    /// Nobody where the record was never confirmed.
    Optional<MemberId> subject(Place place) {
        return Optional.ofNullable(subjects.get(place));
    }

    Map<Place, Digest> promises() {
        return confirmed;
    }

    boolean mayBeGone(Place place) {
        return goneWithTheirDisk.contains(place);
    }

    boolean isSpoiled(Place place) {
        return spoiled.contains(place);
    }

    Set<Place> spoiled() {
        return spoiled;
    }

    List<DiskContents> abandoned() {
        return abandoned;
    }

    public boolean isTamperedWith(TerminalId terminal) {
        return tamperedWith.contains(terminal);
    }
}
