package org.hongting.protocol.quiz;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;

/// The questions of a course, as they stand in the file that its manifest names. A bank is named by the SHA-256 of that
/// file: whoever knows the name knows every question, option and key.
public record QuestionBank(@JsonProperty(required = true) List<Question> questions) {
    /// Questions of one bank.
    public static final int MOST = 2000;

    public QuestionBank {
        questions = List.copyOf(questions);
        if (questions.isEmpty() || questions.size() > MOST) {
            throw new IllegalArgumentException("a bank has 1 to " + MOST + " questions");
        }
        if (questions.stream().map(Question::id).distinct().count() != questions.size()) {
            throw new IllegalArgumentException("every question has an id of its own");
        }
    }

    /// @throws MalformedJson if size or form is wrong
    public static QuestionBank read(byte[] utf8) {
        if (utf8.length > Limits.QUESTION_BANK_BYTES) {
            throw new MalformedJson("the question bank is longer than a bank may be");
        }
        return Json.read(utf8, QuestionBank.class);
    }

    /// @throws IllegalArgumentException if it would be longer than a bank may be
    public byte[] write() {
        byte[] utf8 = Json.write(this);
        if (utf8.length > Limits.QUESTION_BANK_BYTES) {
            throw new IllegalArgumentException("the question bank is longer than a bank may be");
        }
        return utf8;
    }

    public Optional<Question> find(QuestionId id) {
        return questions.stream().filter(question -> question.id().equals(id)).findFirst();
    }

    /// For whoever looks up many.
    public Map<QuestionId, Question> byId() {
        Map<QuestionId, Question> byId = new HashMap<>();
        questions.forEach(question -> byId.put(question.id(), question));
        return byId;
    }

    public List<Question> of(Question.Kind kind) {
        return questions.stream().filter(question -> question.kind() == kind).toList();
    }
}
