package org.hongting.kiosk.screen.quiz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.quiz.QuizHome;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizFact;

/// What the pages of questions say about states, scores and answers.
record QuizWords(Texts texts) {
    private static final int MINUTE = 60;

    String kind(QuizEntry.Kind kind) {
        return switch (kind) {
            case TEST -> texts.text("quiz.kind.test");
            case DAILY -> texts.text("quiz.kind.daily");
            case CONTEST -> texts.text("quiz.kind.contest");
        };
    }

    String kind(Question.Kind kind) {
        return switch (kind) {
            case SINGLE -> texts.text("quiz.question.single");
            case MULTIPLE -> texts.text("quiz.question.multiple");
            case TRUE_FALSE -> texts.text("quiz.question.true-false");
            case FILL_IN -> texts.text("quiz.question.fill-in");
        };
    }

    /// What keeps somebody waiting, or how much is left.
    String state(QuizHome.Offer offer) {
        return switch (offer.state()) {
            case QuizHome.State.Running(Optional<Duration> left) ->
                left.map(rest -> texts.text("quiz.running-left", QuizPane.clock(rest)))
                        .orElseGet(() -> texts.text("quiz.running"));
            case QuizHome.State.Ready(Optional<Integer> attempts) ->
                attempts.map(left -> texts.text("quiz.attempts", left))
                        .orElseGet(() -> texts.text("quiz.any-attempts"));
            case QuizHome.State.Soon(Duration until) -> texts.text("quiz.soon", until(until));
            case QuizHome.State.Missing _ -> texts.text("quiz.missing");
            case QuizHome.State.Spent _ ->
                offer.quiz().kind() == QuizEntry.Kind.DAILY ? texts.text("quiz.spent-today") : texts.text("quiz.spent");
            case QuizHome.State.Over _ ->
                offer.quiz().kind() == QuizEntry.Kind.CONTEST
                        ? texts.text("quiz.over-contest")
                        : texts.text("quiz.over");
        };
    }

    /// Rounded up, so that nobody comes too early.
    String until(Duration time) {
        long minutes = (time.toSeconds() + MINUTE - 1) / MINUTE;
        if (minutes < 2 * MINUTE) {
            return texts.text("quiz.minutes", minutes);
        }
        long hours = minutes / MINUTE;
        return hours < 48 ? texts.text("quiz.hours", hours) : texts.text("quiz.days", hours / 24);
    }

    /// How many questions there are, and how much time.
    String measure(QuizEntry quiz) {
        List<String> parts = new ArrayList<>();
        parts.add(texts.text("quiz.questions", quiz.paper().count()));
        Integer seconds = quiz.seconds();
        if (seconds != null) {
            parts.add(
                    seconds % MINUTE == 0
                            ? texts.text("quiz.minutes", seconds / MINUTE)
                            : texts.text("quiz.seconds", seconds));
        }
        Integer pass = quiz.pass();
        if (pass != null) {
            parts.add(texts.text("quiz.pass", pass));
        }
        return String.join(" · ", parts);
    }

    String rule(QuizEntry.Kind kind) {
        return switch (kind) {
            case TEST, DAILY -> texts.text("quiz.rule.test");
            case CONTEST -> texts.text("quiz.rule.contest");
        };
    }

    String hindrance(QuizReply.Hindrance why) {
        return switch (why) {
            case BANK_MISSING -> texts.text("quiz.missing");
            case BANK_BROKEN -> texts.text("quiz.broken");
            case NOT_YET -> texts.text("quiz.not-yet");
            case OVER -> texts.text("quiz.over");
            case SPENT -> texts.text("quiz.spent");
            case GONE -> texts.text("quiz.gone");
            case PAUSED -> texts.text("quiz.practice-paused");
            case UNFINISHED -> texts.text("quiz.unfinished");
        };
    }

    String afterHindrance(QuizReply.Hindrance why) {
        return switch (why) {
            case BANK_MISSING -> texts.text("quiz.missing-next");
            case BANK_BROKEN -> texts.text("quiz.broken-next");
            case NOT_YET -> texts.text("quiz.not-yet-next");
            case UNFINISHED -> texts.text("quiz.unfinished-next");
            case OVER, SPENT, GONE, PAUSED -> texts.text("quiz.other-next");
        };
    }

    /// When what was wrong is shown.
    String secret(QuizReply.Secret why) {
        return switch (why) {
            case CONTEST -> texts.text("quiz.wrong-later");
            case UNFINISHED -> texts.text("quiz.wrong-unfinished");
        };
    }

    String ending(QuizFact.Ending why) {
        return switch (why) {
            case HANDED_IN, LEFT -> texts.text("quiz.handed-in");
            case TIME_UP -> texts.text("quiz.time-up");
            case CLOSED -> texts.text("quiz.closed");
        };
    }

    /// Points as people count them: a question is one.
    String points(Score score) {
        return texts.text("quiz.points", number(score.points()), number(score.of()));
    }

    private static String number(int hundredths) {
        int rest = hundredths % Marking.FULL;
        return rest == 0
                ? String.valueOf(hundredths / Marking.FULL)
                : "%d.%02d".formatted(hundredths / Marking.FULL, rest).replaceFirst("0$", "");
    }

    /// The sign of an option, by its place on the screen.
    static String sign(int place) {
        return String.valueOf((char) ('A' + place));
    }

    /// An answer in words, with the signs under which options stood.
    String answer(QuizReply.Item item, Optional<Answer> given) {
        if (given.isEmpty()) {
            return texts.text("quiz.unanswered");
        }
        Answer answer = given.get();
        if (answer.said() != null) {
            return said(answer.said());
        }
        if (answer.filled() != null) {
            return filled(answer.filled());
        }
        return options(item, answer.chosen() == null ? List.of() : answer.chosen());
    }

    String right(QuizReply.Item item) {
        Question question = item.question();
        if (question.statement() != null) {
            return said(question.statement());
        }
        if (question.blanks() != null) {
            return filled(question.blanks().stream().map(List::getFirst).toList());
        }
        return options(item, question.right() == null ? List.of() : question.right());
    }

    String said(boolean isTrue) {
        return isTrue ? texts.text("quiz.true") : texts.text("quiz.false");
    }

    private String filled(List<String> words) {
        return words.stream().allMatch(String::isBlank)
                ? texts.text("quiz.unanswered")
                : String.join(texts.text("quiz.between"), words);
    }

    private String options(QuizReply.Item item, List<Integer> chosen) {
        List<String> options = item.question().options();
        List<String> named = new ArrayList<>();
        for (int place = 0; place < item.order().size(); place++) {
            int inBank = item.order().get(place);
            if (options != null && chosen.contains(inBank)) {
                named.add(sign(place) + " " + options.get(inBank));
            }
        }
        return named.isEmpty() ? texts.text("quiz.unanswered") : String.join(texts.text("quiz.between"), named);
    }
}
