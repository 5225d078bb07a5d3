package org.hongting.central.console;

import org.hongting.central.quiz.AttemptName;
import org.hongting.central.quiz.Quiz;
import org.hongting.central.quiz.Quizzes;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// What a path of a quiz's pages names. What names nothing is 404.
final class QuizPath {
    private QuizPath() {}

    static Quiz find(Transaction transaction, String id) {
        return Quizzes.find(transaction, id(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    static QuizId id(String id) {
        try {
            return new QuizId(id);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }

    static QuestionId question(String id) {
        try {
            return new QuestionId(id);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }

    static AttemptName attempt(String terminal, String attempt, String member) {
        try {
            return new AttemptName(new TerminalId(terminal), new AttemptId(attempt), new MemberId(member));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
