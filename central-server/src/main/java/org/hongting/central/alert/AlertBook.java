package org.hongting.central.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Alerts and rules in their tables.
public final class AlertBook {
    private static final int ID_BYTES = 8;
    private static final int LONGEST_WORDS = 400;

    private AlertBook() {}

    /// An alert that fired, for people.
    public record Alert(
            String id,
            AlertRule rule,
            String subject,
            String detail,
            Instant since,
            Instant firedAt,
            Optional<Instant> clearedAt,
            Optional<Acknowledgement> acknowledged) {}

    /// What somebody said about an alert.
    public record Acknowledgement(String by, Instant at, String words) {}

    static Map<AlertKey, AlertState> open(Transaction transaction) {
        Map<AlertKey, AlertState> open = new TreeMap<>();
        transaction
                .query(
                        "SELECT * FROM alert WHERE cleared_at IS NULL",
                        row -> AlertRule.find(row.text("rule"))
                                .map(rule -> Map.entry(new AlertKey(rule, row.text("subject")), state(row))))
                .forEach(entry -> entry.ifPresent(one -> open.put(one.getKey(), one.getValue())));
        return open;
    }

    private static AlertState state(Transaction.Row row) {
        return new AlertState(
                UtcText.parse(row.text("since")),
                moment(row.textOrNull("fired_at")),
                moment(row.textOrNull("calm_since")),
                row.text("detail"));
    }

    private static @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : UtcText.parse(text);
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : UtcText.of(moment);
    }

    /// Writes what a step has changed; most steps change nothing.
    static void keep(
            Transaction transaction,
            Map<AlertKey, AlertState> before,
            AlertSteps.Step step,
            RandomGenerator random,
            Instant now) {
        before.forEach((key, state) -> {
            if (!step.open().containsKey(key)) {
                if (state.hasFired()) {
                    transaction.update(
                            "UPDATE alert SET cleared_at = ? WHERE rule = ? AND subject = ? AND cleared_at IS NULL",
                            UtcText.of(now),
                            key.rule().word(),
                            key.subject());
                } else {
                    transaction.update(
                            "DELETE FROM alert WHERE rule = ? AND subject = ? AND cleared_at IS NULL",
                            key.rule().word(),
                            key.subject());
                }
            }
        });
        step.open().forEach((key, state) -> {
            AlertState known = before.get(key);
            if (known == null) {
                transaction.update(
                        "INSERT INTO alert (id, rule, subject, detail, since, fired_at, calm_since)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        id(random),
                        key.rule().word(),
                        key.subject(),
                        state.detail(),
                        UtcText.of(state.since()),
                        text(state.firedAt()),
                        text(state.calmSince()));
            } else if (!known.equals(state)) {
                transaction.update(
                        "UPDATE alert SET detail = ?, fired_at = ?, calm_since = ?"
                                + " WHERE rule = ? AND subject = ? AND cleared_at IS NULL",
                        state.detail(),
                        text(state.firedAt()),
                        text(state.calmSince()),
                        key.rule().word(),
                        key.subject());
            }
        });
    }

    private static String id(RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /// What has fired and not cleared, the newest first.
    public static List<Alert> firing(Transaction transaction) {
        return transaction.query(
                "SELECT * FROM alert WHERE fired_at IS NOT NULL AND cleared_at IS NULL"
                        + " ORDER BY fired_at DESC, rule, subject",
                AlertBook::alert);
    }

    /// What has cleared, the newest first.
    public static List<Alert> cleared(Transaction transaction, int limit) {
        return transaction.query(
                "SELECT * FROM alert WHERE cleared_at IS NOT NULL ORDER BY cleared_at DESC, id LIMIT ?",
                AlertBook::alert,
                limit);
    }

    private static Alert alert(Transaction.Row row) {
        String by = row.textOrNull("acknowledged_by");
        return new Alert(
                row.text("id"),
                AlertRule.find(row.text("rule")).orElse(AlertRule.OFFLINE),
                row.text("subject"),
                row.text("detail"),
                UtcText.parse(row.text("since")),
                UtcText.parse(row.text("fired_at")),
                Optional.ofNullable(moment(row.textOrNull("cleared_at"))),
                by == null
                        ? Optional.empty()
                        : Optional.of(new Acknowledgement(
                                by, UtcText.parse(row.text("acknowledged_at")), row.text("words"))));
    }

    /// Somebody looks after it.
    ///
    /// @return false where it is over, or somebody did before
    /// @throws IllegalArgumentException if the words are none or too many
    public static boolean acknowledge(Transaction transaction, String id, String actor, String words, Instant now) {
        String plain = words.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_WORDS) {
            throw new IllegalArgumentException("an acknowledgement says in some words what is done about it");
        }
        int changed = transaction.update(
                "UPDATE alert SET acknowledged_by = ?, acknowledged_at = ?, words = ?"
                        + " WHERE id = ? AND fired_at IS NOT NULL AND cleared_at IS NULL AND acknowledged_by IS NULL",
                actor,
                UtcText.of(now),
                plain,
                id);
        if (changed == 1) {
            AuditLog.write(transaction, new AuditLog.Act(now, actor, "alert.acknowledged", id, ""));
        }
        return changed == 1;
    }

    /// The rules as they are applied.
    public static Map<AlertRule, AlertRule.Setting> rules(Transaction transaction) {
        Map<AlertRule, AlertRule.Setting> rules = new EnumMap<>(AlertRule.class);
        for (AlertRule rule : AlertRule.values()) {
            rules.put(rule, rule.standard());
        }
        transaction.query("SELECT * FROM alert_rule", row -> {
            AlertRule.find(row.text("rule"))
                    .ifPresent(rule -> rules.put(
                            rule,
                            new AlertRule.Setting(
                                    row.integer("enabled") == 1,
                                    Duration.ofSeconds(row.integer("seconds")),
                                    row.integer("threshold"))));
            return true;
        });
        return rules;
    }

    /// @throws IllegalArgumentException if the number is not one of those that make sense
    public static void change(
            Transaction transaction, AlertRule rule, AlertRule.Setting setting, String actor, Instant now) {
        if (rule.hasThreshold() && (setting.threshold() < rule.least() || setting.threshold() > rule.most())) {
            throw new IllegalArgumentException("the number lies outside of what makes sense");
        }
        transaction.update(
                "INSERT INTO alert_rule (rule, enabled, seconds, threshold, changed_by, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (rule) DO UPDATE SET enabled = excluded.enabled,"
                        + " seconds = excluded.seconds, threshold = excluded.threshold,"
                        + " changed_by = excluded.changed_by, changed_at = excluded.changed_at",
                rule.word(),
                setting.enabled() ? 1 : 0,
                setting.lasting().toSeconds(),
                setting.threshold(),
                actor,
                UtcText.of(now));
        AuditLog.write(
                transaction,
                new AuditLog.Act(
                        now,
                        actor,
                        "alert.rule-changed",
                        rule.word(),
                        (setting.enabled() ? "" : "off, ") + setting.lasting() + ", " + setting.threshold()));
    }

    static void forget(Transaction transaction, Instant before) {
        transaction.update("DELETE FROM alert WHERE cleared_at < ?", UtcText.of(before));
    }
}
