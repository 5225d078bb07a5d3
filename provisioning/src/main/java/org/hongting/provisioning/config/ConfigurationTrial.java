package org.hongting.provisioning.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hongting.protocol.Limits;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.record.ConfigurationFact;
import org.hongting.protocol.record.ConfigurationObstacle;
import org.hongting.provisioning.storage.DurableDirectory;
import org.hongting.provisioning.storage.FileOperations;
import org.jspecify.annotations.Nullable;

/// Which configuration is in force, over starts and power cuts.
///
/// What the centre told is tried: that it is being tried is on the disk before anything is changed. Once the terminal
/// has shown that it is ready, it is kept. Where it fails, is not ready in time, or takes the process down again and
/// again, the last good one is back in force, and what failed is not tried again until the centre says another. The
/// last outcome is told until the journal has heard it.
///
/// A damaged file is none: everything is as usual then, and what the centre told is tried anew. Not safe for use by
/// many threads.
public final class ConfigurationTrial {
    /// A process that goes down under a configuration so often does not begin under it any more. Power cuts count
    /// too: three in the seconds of a trial are rarer than a configuration that does this.
    public static final int MOST_STARTS = 3;

    private static final System.Logger LOG = System.getLogger(ConfigurationTrial.class.getName());
    private static final String FILE = "state.json";
    private static final int FILE_BYTES = 512 * 1024;

    private final @Nullable DurableDirectory folder;
    private volatile TrialState state;

    /// Whether the file says something else, because it could not be written.
    private boolean unwritten;

    private ConfigurationTrial(@Nullable DurableDirectory folder, TrialState state) {
        this.folder = folder;
        this.state = state;
    }

    /// Opens the folder and counts this start. Where that cannot be written down, nothing is on trial: it could be
    /// given up never.
    public static ConfigurationTrial begin(Path path, FileOperations operations) {
        ConfigurationTrial trial = open(path, operations);
        TrialState read = trial.state;
        Configuration tried = read.trial();
        if (tried == null) {
            return trial;
        }
        if (read.starts() >= MOST_STARTS) {
            trial.keep(read.givenUp(tried, ConfigurationObstacle.WENT_DOWN));
        } else if (!trial.write(read.begunAgain())) {
            trial.state = new TrialState(read.good(), null, 0, read.refused(), read.obstacle(), read.told());
        }
        return trial;
    }

    private static ConfigurationTrial open(Path path, FileOperations operations) {
        try {
            DurableDirectory folder = DurableDirectory.open(path, operations);
            return new ConfigurationTrial(
                    folder,
                    folder.read(FILE, FILE_BYTES).map(ConfigurationTrial::read).orElse(TrialState.NEW));
        } catch (IOException | MalformedJson e) {
            LOG.log(System.Logger.Level.WARNING, "the configuration cannot be read: {0}", e.getMessage());
            return new ConfigurationTrial(openAgain(path, operations), TrialState.NEW);
        }
    }

    private static TrialState read(byte[] bytes) {
        TrialState read = Json.read(bytes, TrialState.class);
        if (!read.good().unfit().isEmpty()) {
            throw new MalformedJson("a value is outside its form");
        }
        return read;
    }

    private static @Nullable DurableDirectory openAgain(Path path, FileOperations operations) {
        try {
            return DurableDirectory.open(path, operations);
        } catch (IOException e) {
            return null;
        }
    }

    /// What the terminal is to be like now.
    public Configuration inForce() {
        return Objects.requireNonNullElse(state.trial(), state.good());
    }

    /// Whether [#inForce] has yet to be proved.
    public boolean isOnTrial() {
        return state.trial() != null;
    }

    /// Whether the centre says something that was neither tried nor is being tried.
    public boolean isNews(Configuration told) {
        return told.version() > 0 && !isOnTrial() && !told.equals(state.good()) && !told.equals(state.refused());
    }

    /// Takes what the centre says. Nothing happens where that is in force, is being tried, or was given up.
    ///
    /// @return whether [#inForce] is another now, which is to be brought into force and proved
    public boolean offer(Configuration told) {
        if (!isNews(told)) {
            return false;
        }
        if (!told.unfit().isEmpty()) {
            keep(state.givenUp(told, ConfigurationObstacle.UNFIT));
            return false;
        }
        if (told.values().equals(state.good().values())) {
            keep(state.proved(told));
            return false;
        }
        return write(state.trying(told));
    }

    /// The terminal is ready under what is on trial: it stays.
    public void proved() {
        if (state.trial() != null) {
            keep(state.proved(state.trial()));
        }
    }

    /// What is on trial will not do: the last good one is in force again.
    public void giveUp(ConfigurationObstacle why) {
        if (state.trial() != null) {
            keep(state.givenUp(state.trial(), why));
        }
    }

    /// What became of the last one, until [#told].
    ///
    /// @param local keys that are set at the machine
    public Optional<ConfigurationFact> untold(List<String> local) {
        Configuration refused = state.refused();
        if (state.told()) {
            return Optional.empty();
        }
        Configuration good = state.good();
        return Optional.of(
                refused == null
                        ? new ConfigurationFact.ConfigurationApplied(good.version(), good.hash(), good.unknown(), local)
                        : new ConfigurationFact.ConfigurationRefused(
                                refused.version(),
                                refused.hash(),
                                Objects.requireNonNull(state.obstacle()),
                                blamed(refused),
                                good.version(),
                                good.hash()));
    }

    private List<String> blamed(Configuration refused) {
        if (state.obstacle() == ConfigurationObstacle.UNFIT) {
            return refused.unfit();
        }
        SortedSet<String> keys = new TreeSet<>(refused.values().keySet());
        keys.addAll(state.good().values().keySet());
        keys.removeIf(key ->
                Objects.equals(refused.values().get(key), state.good().values().get(key)));
        return new ArrayList<>(keys).subList(0, Math.min(keys.size(), Limits.CONFIGURATION_VALUES));
    }

    /// The journal has what [#untold] said.
    public void told() {
        keep(state.heard());
    }

    /// Writes what could not be written before.
    public void writeAgain() {
        if (unwritten) {
            keep(state);
        }
    }

    /// What has happened counts whether or not it can be written down.
    private void keep(TrialState next) {
        state = next;
        unwritten = true;
        unwritten = !write(next);
    }

    /// @return false where it is not on the disk
    private boolean write(TrialState next) {
        if (folder == null) {
            return false;
        }
        try {
            folder.replace(FILE, Json.write(next));
            state = next;
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the configuration cannot be written: {0}", e.getMessage());
            return false;
        }
    }
}
