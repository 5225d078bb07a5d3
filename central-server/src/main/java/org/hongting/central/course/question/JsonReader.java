package org.hongting.central.course.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.quiz.Question;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/// Our own form: what a course's package holds. A word that nobody knows is refused here, and skipped on the wire: a
/// teacher's slip of the pen must not lose an explanation.
final class JsonReader {
    private static final System.Logger LOG = System.getLogger(JsonReader.class.getName());
    private static final Set<String> WORDS =
            Set.of("id", "kind", "text", "options", "right", "statement", "blanks", "explanation");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build();

    private JsonReader() {}

    static BankReading read(byte[] utf8) {
        BankDraft draft = new BankDraft(BankProblem.Place.LINE);
        try {
            List<Integer> lines = lines(utf8);
            JsonNode questions = Json.readObject(utf8).path("questions");
            for (int i = 0; i < lines.size() && !draft.isFull(); i++) {
                take(draft, lines.get(i), questions.path(i));
            }
            return draft.finished();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            return BankDraft.refused(line, Said.of(Sentence.JSON_BROKEN));
        } catch (MalformedJson e) {
            LOG.log(System.Logger.Level.INFO, "not a bank: {0}", e.getMessage());
            return BankDraft.refused(1, Said.of(Sentence.JSON_NO_BANK));
        }
    }

    private static void take(BankDraft draft, int line, JsonNode node) {
        List<String> unknown = node.propertyStream()
                .map(java.util.Map.Entry::getKey)
                .filter(word -> !WORDS.contains(word))
                .toList();
        if (!unknown.isEmpty()) {
            draft.problem(
                    line,
                    Said.of(
                            Sentence.JSON_UNKNOWN_WORD,
                            String.join(", ", WORDS.stream().sorted().toList())));
            return;
        }
        try {
            Question question = Json.convert(node, Question.class);
            List<Said> wrong = asked(question).wrong();
            wrong.forEach(said -> draft.problem(line, said));
            if (wrong.isEmpty()) {
                draft.keep(line, question);
            }
        } catch (MalformedJson e) {
            LOG.log(System.Logger.Level.INFO, "not a question: {0}", e.getMessage());
            draft.problem(line, Said.of(Sentence.JSON_NO_QUESTION));
        }
    }

    private static Asked asked(Question question) {
        return new Asked(
                question.id().value(),
                question.kind(),
                question.text(),
                question.options() == null ? List.of() : question.options(),
                question.right() == null ? List.of() : question.right(),
                Boolean.TRUE.equals(question.statement()),
                question.blanks() == null ? List.of() : question.blanks(),
                question.explanation() == null ? "" : question.explanation());
    }

    /// On which line each question begins.
    private static List<Integer> lines(byte[] utf8) {
        List<Integer> lines = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJson("not an object with questions");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isQuestions = parser.currentName().equals("questions");
                if (parser.nextToken() == JsonToken.START_ARRAY && isQuestions) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        lines.add(parser.currentTokenLocation().getLineNr());
                        parser.skipChildren();
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return lines;
    }
}
