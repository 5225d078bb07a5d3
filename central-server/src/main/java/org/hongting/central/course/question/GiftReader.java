package org.hongting.central.course.question;

import java.util.ArrayList;
import java.util.List;

/// GIFT, as Moodle documents it: questions with blank lines between them, comments behind `//`. Which of its kinds can
/// be asked at terminals [GiftQuestion] knows.
final class GiftReader {
    private GiftReader() {}

    static BankReading read(String file) {
        BankDraft draft = new BankDraft(BankProblem.Place.LINE);
        List<String> lines = file.lines().toList();
        List<String> block = new ArrayList<>();
        int begun = 0;
        for (int i = 0; i <= lines.size() && !draft.isFull(); i++) {
            String line = i < lines.size() ? lines.get(i).strip() : "";
            if (line.isEmpty()) {
                take(draft, begun, block);
                block.clear();
            } else {
                begun = block.isEmpty() ? i + 1 : begun;
                // A comment within a question is no line of it, and keeps its place in the count.
                block.add(line.startsWith("//") || line.startsWith("$CATEGORY:") ? "" : line);
            }
        }
        return draft.finished();
    }

    private static void take(BankDraft draft, int begun, List<String> block) {
        int first = 0;
        while (first < block.size() && block.get(first).isEmpty()) {
            first++;
        }
        if (first == block.size()) {
            return;
        }
        int number = begun + first;
        try {
            draft.add(number, GiftQuestion.read(number, String.join("\n", block.subList(first, block.size()))));
        } catch (UnfitQuestion e) {
            draft.problem(e.number(), e.said());
        } catch (UnfitText e) {
            draft.problem(number, e.said());
        }
    }
}
