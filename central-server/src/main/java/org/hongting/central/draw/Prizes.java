package org.hongting.central.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.central.platform.PlainText;
import org.hongting.protocol.record.QuizRuling;

/// The prizes of a draw, the first one first, by their names.
public record Prizes(List<String> names) {
    private static final int TEXT_CHARACTERS = 16_000;

    /// A name, and behind it how often.
    private static final int LINE_CHARACTERS = Draw.TITLE_CHARACTERS + 8;

    /// No letter stands for "times": names of prizes have them.
    private static final Pattern PRIZE = Pattern.compile("(.*?)(?:\\s*[×*]\\s*(\\d{1,3}))?");

    public Prizes {
        names = List.copyOf(names);
        if (names.isEmpty() || names.size() > QuizRuling.DrawRevealed.MOST) {
            throw new DrawRefusal(DrawRefusal.Why.PRIZES);
        }
    }

    /// @param text a line for each, like `一等奖` or `二等奖 ×3`
    /// @throws DrawRefusal if they are none
    public static Prizes of(String text) {
        if (text.length() > TEXT_CHARACTERS) {
            throw new DrawRefusal(DrawRefusal.Why.PRIZES);
        }
        List<String> names = new ArrayList<>();
        for (String line :
                text.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
            add(names, line);
        }
        return new Prizes(names);
    }

    private static void add(List<String> names, String line) {
        Matcher prize = PRIZE.matcher(line);
        if (line.length() > LINE_CHARACTERS || !prize.matches()) {
            throw new DrawRefusal(DrawRefusal.Why.PRIZES);
        }
        String name = prize.group(1).strip();
        int count = prize.group(2) == null ? 1 : Integer.parseInt(prize.group(2));
        if (name.isEmpty() || name.length() > Draw.TITLE_CHARACTERS || !PlainText.isPlain(name) || count < 1) {
            throw new DrawRefusal(DrawRefusal.Why.PRIZES);
        }
        for (int i = 0; i < count; i++) {
            names.add(name);
        }
    }
}
