package org.hongting.kiosk.diagnosis;

import java.util.Map;
import java.util.TreeMap;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;

/// How the result of a trial is written, in the words that the centre has texts for.
public final class Trial {
    private Trial() {}

    public static TestedPart fine(String part, Map<String, Long> figures) {
        return new TestedPart(part, null, TestVerdict.FINE, null, new TreeMap<>(figures));
    }

    public static TestedPart doubtful(String part, String why, Map<String, Long> figures) {
        return new TestedPart(part, null, TestVerdict.DOUBTFUL, why, new TreeMap<>(figures));
    }

    public static TestedPart broken(String part, String why) {
        return new TestedPart(part, null, TestVerdict.BROKEN, why, new TreeMap<>());
    }

    public static TestedPart absent(String part) {
        return new TestedPart(part, null, TestVerdict.ABSENT, "none", new TreeMap<>());
    }

    public static TestedPart notDone(String part) {
        return new TestedPart(part, null, TestVerdict.NOT_DONE, "nobody", new TreeMap<>());
    }

    /// The same, of one of several.
    public static TestedPart of(String subject, TestedPart part) {
        String shown = subject.length() > TestedPart.LONGEST_SUBJECT
                ? subject.substring(0, TestedPart.LONGEST_SUBJECT)
                : subject;
        return new TestedPart(part.part(), shown, part.verdict(), part.why(), part.figures());
    }
}
