package org.hongting.protocol.quiz;

import java.util.List;
import org.hongting.protocol.identity.QuestionId;

/// Questions as the tests need them.
public final class Questions {
    private Questions() {}

    public static Question single(String id, List<String> options, int right) {
        return new Question(
                new QuestionId(id), Question.Kind.SINGLE, "哪一项正确?", options, List.of(right), null, null, null);
    }

    public static Question multiple(String id, List<String> options, List<Integer> right) {
        return new Question(new QuestionId(id), Question.Kind.MULTIPLE, "哪些正确?", options, right, null, null, "见第三章");
    }

    public static Question statement(String id, boolean isTrue) {
        return new Question(new QuestionId(id), Question.Kind.TRUE_FALSE, "是否正确?", null, null, isTrue, null, null);
    }

    public static Question blanks(String id, List<List<String>> wordings) {
        return new Question(new QuestionId(id), Question.Kind.FILL_IN, "____", null, null, null, wordings, null);
    }
}
