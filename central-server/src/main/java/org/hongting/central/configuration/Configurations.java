package org.hongting.central.configuration;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hongting.central.platform.AuditLog;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.port.Transaction;

/// What is set for the site, for groups and for terminals. Every save is a version that is kept, with who and when.
///
/// Two people who edit the same scope at once do not undo each other: what the later one changed is laid over what the
/// earlier one saved, unless both changed one key to different values. Safe for use by many threads.
public final class Configurations {
    private final AuditLog audit;
    private final InstantSource clock;
    private final Desired desired;

    public Configurations(AuditLog audit, InstantSource clock, Desired desired) {
        this.audit = audit;
        this.clock = clock;
        this.desired = desired;
    }

    /// What is set for a scope now.
    public Edition find(Transaction transaction, Scope scope) {
        return Editions.find(transaction, scope);
    }

    /// What was set for a scope with one save; nothing with version 0.
    ///
    /// @throws ConfigurationRefusal if there never was such a version: what was changed since cannot be told
    public Edition at(Transaction transaction, Scope scope, long version) {
        return Editions.at(transaction, scope, version);
    }

    /// Every save of a scope, the latest first.
    public List<Edition> all(Transaction transaction, Scope scope, int limit) {
        return Editions.all(transaction, scope, limit);
    }

    /// What is in force for a scope, with where each value comes from.
    public Inheritance inheritance(Transaction transaction, Scope scope) {
        return Editions.inheritance(transaction, scope, one -> Editions.find(transaction, one));
    }

    /// What a save came to.
    ///
    /// @param merged whether somebody else had saved other keys meanwhile
    public record Saved(Edition edition, boolean merged) {}

    /// Saves what is to be set for a scope from now on. Where that is what stands there already, nothing is written.
    ///
    /// @param base the version that was edited
    /// @param values everything that is to be set; what is not among them is inherited
    /// @throws ConfigurationRefusal if a value does not fit, or the same key was changed by somebody else
    public Saved save(Transaction transaction, Scope scope, long base, Map<String, String> values, String actor) {
        requireExisting(transaction, scope);
        List<String> unfit = unfit(values);
        if (!unfit.isEmpty()) {
            throw new ConfigurationRefusal(ConfigurationRefusal.Reason.UNFIT, unfit);
        }
        Edition now = find(transaction, scope);
        SortedMap<String, String> merged = base == now.version()
                ? new TreeMap<>(values)
                : merged(Editions.at(transaction, scope, base), now, values);
        if (merged.equals(now.values())) {
            return new Saved(now, base != now.version());
        }
        Edition saved = new Edition(now.version() + 1, merged, actor, Optional.of(clock.instant()));
        Editions.add(transaction, scope, saved);
        audit.record(transaction, actor, "configuration.saved", scope.word(), changes(now.values(), merged));
        desired.reckon(transaction, desired.under(transaction, scope));
        return new Saved(saved, base != now.version());
    }

    /// Keys that nobody knows, and those whose value is outside its form or range.
    public static List<String> unfit(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(entry -> SettingKey.find(entry.getKey())
                        .filter(key -> key.form().fits(entry.getValue()))
                        .isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static SortedMap<String, String> merged(Edition base, Edition theirs, Map<String, String> mine) {
        SortedMap<String, String> merged = new TreeMap<>(theirs.values());
        List<String> both = new ArrayList<>();
        for (String key : keysOf(base.values(), mine)) {
            String wanted = mine.get(key);
            if (Objects.equals(wanted, base.values().get(key))) {
                continue;
            }
            String found = theirs.values().get(key);
            if (!Objects.equals(found, base.values().get(key)) && !Objects.equals(found, wanted)) {
                both.add(key);
            } else if (wanted == null) {
                merged.remove(key);
            } else {
                merged.put(key, wanted);
            }
        }
        if (!both.isEmpty()) {
            throw new ConfigurationRefusal(ConfigurationRefusal.Reason.CHANGED_MEANWHILE, both);
        }
        return merged;
    }

    private static SortedSet<String> keysOf(Map<String, String> one, Map<String, String> other) {
        SortedSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys;
    }

    private static String changes(Map<String, String> before, Map<String, String> after) {
        List<String> changes = new ArrayList<>();
        for (String key : keysOf(before, after)) {
            String value = after.get(key);
            if (!Objects.equals(before.get(key), value)) {
                changes.add(value == null ? "-" + key : key + "=" + value);
            }
        }
        return String.join("; ", changes);
    }

    private static void requireExisting(Transaction transaction, Scope scope) {
        String question = scope.isGroup()
                ? "SELECT 1 AS n FROM terminal_group WHERE id = ?"
                : "SELECT 1 AS n FROM terminal WHERE id = ? AND revoked_at IS NULL";
        if (!scope.isSite()
                && transaction
                        .queryFirst(question, row -> row.integer("n"), scope.name())
                        .isEmpty()) {
            throw new ConfigurationRefusal(ConfigurationRefusal.Reason.NO_SUCH);
        }
    }
}
