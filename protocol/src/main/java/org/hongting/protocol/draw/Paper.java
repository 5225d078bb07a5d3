package org.hongting.protocol.draw;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;

/// Which questions somebody gets, and in which order their options stand. It follows from the bank, the rule and the
/// seed: nobody need send it, and whoever has those three draws the same one again. Its digest seals it.
///
/// @param items in the order in which they are asked: those with one right option, those with several, statements,
/// blanks
public record Paper(@JsonProperty(required = true) List<Item> items) {
    private static final String DOMAIN = "ht/v1/paper\n";

    /// One question of a paper.
    ///
    /// @param order the places of the options in the bank, as they are shown from the first to the
    /// last; empty where nothing is chosen
    public record Item(
            @JsonProperty(required = true) QuestionId question,
            @JsonProperty(required = true) List<Integer> order) {
        public Item {
            order = List.copyOf(order);
        }
    }

    public Paper {
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > PaperRule.MOST) {
            throw new IllegalArgumentException("a paper has 1 to " + PaperRule.MOST + " questions");
        }
    }

    /// The seed of one person's paper: SHA-256 of `ht/v1/paper`, the quiz's seed as 64 hexadecimal digits, the member
    /// and the round, each followed by a line break.
    ///
    /// @param round which time it is: `1`, `2` and so on, or the day of a daily quiz
    public static Digest seed(Digest quiz, MemberId member, String round) {
        return Digest.of((DOMAIN + quiz.hex() + "\n" + member + "\n" + round + "\n").getBytes(US_ASCII));
    }

    /// @throws IllegalArgumentException if the bank has too few questions
    public static Paper draw(QuestionBank bank, PaperRule rule, Digest seed) {
        Shuffle shuffle = new Shuffle(seed);
        List<Item> items = new ArrayList<>();
        for (Question.Kind kind : Question.Kind.values()) {
            for (Question question : shuffle.some(bank.of(kind), rule.of(kind))) {
                items.add(item(question, rule.shuffled(), shuffle));
            }
        }
        return new Paper(items);
    }

    /// All of these questions, as they stand in the bank, with their options in another order.
    public static Paper of(List<Question> questions, Digest seed) {
        Shuffle shuffle = new Shuffle(seed);
        return new Paper(questions.stream()
                .map(question -> item(question, true, shuffle))
                .toList());
    }

    private static Item item(Question question, boolean shuffled, Shuffle shuffle) {
        List<Integer> order = IntStream.range(0, question.choices()).boxed().toList();
        return new Item(question.id(), shuffled ? shuffle.of(order) : order);
    }

    /// What seals it: SHA-256 of its JSON.
    public Digest digest() {
        return Digest.of(Json.write(this));
    }
}
