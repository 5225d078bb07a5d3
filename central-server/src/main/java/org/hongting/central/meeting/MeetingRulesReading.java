package org.hongting.central.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.hongting.protocol.attendance.MeetingRules;
import org.hongting.protocol.attendance.Quorum;
import org.hongting.protocol.attendance.SecondFactor;
import org.jspecify.annotations.Nullable;

/// Understands a meeting's rules as forms and files write them. What is empty asks for nothing.
public final class MeetingRulesReading {
    private static final Map<String, String> QUORUM_WORDS = Map.of(
            "过半数",
            ">1/2",
            "半数以上",
            ">1/2",
            "more than half",
            ">1/2",
            "三分之二",
            ">=2/3",
            "三分之二以上",
            ">=2/3",
            "two thirds",
            ">=2/3");
    private static final Map<String, SecondFactor> FACTOR_WORDS = Map.of(
            "pin", SecondFactor.PIN,
            "口令", SecondFactor.PIN,
            "confirmation", SecondFactor.CONFIRMATION,
            "负责人确认", SecondFactor.CONFIRMATION,
            "负责人", SecondFactor.CONFIRMATION);
    private static final List<String> NOTHING = List.of("", "无", "不限", "none", "no", "否");

    private final Consumer<String> unclear;

    /// @param unclear told what cannot be understood: `quorum`, `second-factor` or `places`
    public MeetingRulesReading(Consumer<String> unclear) {
        this.unclear = unclear;
    }

    /// What a form offers: the usual shares, and what is chosen already.
    public static List<String> offered(String chosen) {
        List<String> offered = new ArrayList<>(List.of(">1/2", ">=1/2", ">=2/3", ">=3/4", ">=4/5"));
        if (!chosen.isEmpty() && !offered.contains(chosen)) {
            offered.add(chosen);
        }
        return offered;
    }

    public MeetingRules read(String quorum, String secondFactor, String places) {
        return new MeetingRules(quorum(quorum), secondFactor(secondFactor), places(places));
    }

    private @Nullable Quorum quorum(String written) {
        String word = word(written);
        if (NOTHING.contains(word)) {
            return null;
        }
        try {
            return Quorum.of(
                    QUORUM_WORDS.getOrDefault(word, word.replace("≥", ">=").replace(" ", "")));
        } catch (IllegalArgumentException _) {
            unclear.accept("quorum");
            return null;
        }
    }

    private @Nullable SecondFactor secondFactor(String written) {
        String word = word(written);
        SecondFactor factor = FACTOR_WORDS.get(word);
        if (factor == null && !NOTHING.contains(word)) {
            unclear.accept("second-factor");
        }
        return factor;
    }

    private @Nullable Integer places(String written) {
        String word = word(written);
        if (NOTHING.contains(word) || word.matches("0+")) {
            return null;
        }
        if (!word.matches("[0-9]{1,5}") || Integer.parseInt(word) > MeetingRules.MOST_PLACES) {
            unclear.accept("places");
            return null;
        }
        return Integer.parseInt(word);
    }

    private static String word(String written) {
        return written.strip().toLowerCase(Locale.ROOT);
    }
}
