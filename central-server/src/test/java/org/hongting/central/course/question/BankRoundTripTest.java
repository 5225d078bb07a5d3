package org.hongting.central.course.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A bank that is written in some form and read back is the same bank. What is written here is written by hand, from
/// the documents of each form.
class BankRoundTripTest {
    private static final String SIGNS = "红亭党员学习单选多选 abcXYZ0189~=#{}:<>&'\"\\/,.()[]!?，。";
    private static final String ALPHABET = "党章一二三四五 abc0189&<>'";

    private static String words(Random random, String signs) {
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(i -> String.valueOf(signs.charAt(random.nextInt(signs.length()))))
                .collect(Collectors.joining("", "始", "终"))
                .replaceAll(" +", " ");
    }

    private static Question question(Random random, int number, Question.Kind kind, boolean named, int blanks) {
        String text = words(random, SIGNS) + number;
        boolean chooses = kind == Question.Kind.SINGLE || kind == Question.Kind.MULTIPLE;
        List<String> options = IntStream.range(0, 2 + random.nextInt(9))
                .mapToObj(i -> words(random, SIGNS) + i)
                .toList();
        int rights = kind == Question.Kind.SINGLE ? 1 : 2 + random.nextInt(options.size() - 1);
        List<Integer> right = random.ints(0, options.size())
                .distinct()
                .limit(rights)
                .sorted()
                .boxed()
                .toList();
        List<List<String>> filled = IntStream.range(0, blanks)
                .mapToObj(blank -> IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(i -> words(random, ALPHABET) + i)
                        .toList())
                .toList();
        String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String id = named
                ? "id-" + number
                : "q-" + Digest.of((word + "\n" + text).getBytes(UTF_8)).hex().substring(0, 12);
        return new Question(
                new QuestionId(id),
                kind,
                text,
                chooses ? options : null,
                chooses ? right : null,
                kind == Question.Kind.TRUE_FALSE ? random.nextBoolean() : null,
                kind == Question.Kind.FILL_IN ? filled : null,
                named && random.nextBoolean() ? words(random, SIGNS) : null);
    }

    private static QuestionBank bank(Random random, boolean named, int blanks, Question.Kind... kinds) {
        return new QuestionBank(IntStream.range(0, 12)
                .mapToObj(i -> question(random, i, kinds[random.nextInt(kinds.length)], named, blanks))
                .toList());
    }

    private static QuestionBank read(String name, byte[] file) {
        return new QuestionBank(Readings.taken(QuestionFile.read(name, file)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void asAiken(long seed) {
        QuestionBank bank = bank(new Random(seed), false, 1, Question.Kind.SINGLE, Question.Kind.MULTIPLE);
        StringBuilder file = new StringBuilder();
        for (Question question : bank.questions()) {
            file.append(question.text()).append('\n');
            for (int i = 0; i < options(question).size(); i++) {
                file.append(Asked.letter(i))
                        .append(". ")
                        .append(options(question).get(i))
                        .append('\n');
            }
            file.append("ANSWER: ")
                    .append(right(question).stream().map(Asked::letter).collect(Collectors.joining()))
                    .append("\n\n");
        }

        assertThat(read("q.txt", file.toString().getBytes(UTF_8))).isEqualTo(bank);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void asGift(long seed) {
        QuestionBank bank = bank(new Random(seed), true, 1, Question.Kind.values());
        String file = bank.questions().stream().map(BankRoundTripTest::gift).collect(Collectors.joining("\n\n"));

        assertThat(read("q.gift", file.getBytes(UTF_8))).isEqualTo(bank);
    }

    private static String gift(Question question) {
        String answers = switch (question.kind()) {
            case SINGLE ->
                IntStream.range(0, question.choices())
                        .mapToObj(i -> (right(question).contains(i) ? "=" : "~")
                                + escaped(options(question).get(i)))
                        .collect(Collectors.joining("\n"));
            case MULTIPLE ->
                IntStream.range(0, question.choices())
                        .mapToObj(i -> "~"
                                + (right(question).contains(i) ? "%" + share(question) + "%" : "%-100%")
                                + escaped(options(question).get(i)))
                        .collect(Collectors.joining(" "));
            case TRUE_FALSE -> Boolean.TRUE.equals(question.statement()) ? "TRUE" : "F";
            case FILL_IN ->
                blanks(question).getFirst().stream()
                        .map(one -> "=" + escaped(one))
                        .collect(Collectors.joining(" "));
        };
        String explanation = question.explanation() == null ? "" : "####" + escaped(question.explanation());
        return "::" + question.id() + "::" + escaped(question.text()) + "{" + answers + explanation + "}";
    }

    private static String escaped(String text) {
        return text.replaceAll("([~=#{}:\\\\])", "\\\\$1");
    }

    private static String share(Question question) {
        return String.format(Locale.ROOT, "%.5f", 100.0 / right(question).size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void asMoodleXml(long seed) {
        QuestionBank bank = bank(new Random(seed), true, 1, Question.Kind.values());
        String file = bank.questions().stream()
                .map(BankRoundTripTest::moodle)
                .collect(Collectors.joining("\n", "<?xml version=\"1.0\"?>\n<quiz>", "</quiz>"));

        assertThat(read("q.xml", file.getBytes(UTF_8))).isEqualTo(bank);
    }

    private static String moodle(Question question) {
        String type = switch (question.kind()) {
            case SINGLE, MULTIPLE -> "multichoice";
            case TRUE_FALSE -> "truefalse";
            case FILL_IN -> "shortanswer";
        };
        String answers = switch (question.kind()) {
            case SINGLE, MULTIPLE ->
                IntStream.range(0, question.choices())
                        .mapToObj(i -> answer(
                                right(question).contains(i) ? share(question) : "0",
                                "format=\"html\"",
                                xml(xml(options(question).get(i)))))
                        .collect(Collectors.joining());
            case TRUE_FALSE ->
                answer(Boolean.TRUE.equals(question.statement()) ? "100" : "0", "", "true")
                        + answer(Boolean.TRUE.equals(question.statement()) ? "0" : "100", "", "false");
            case FILL_IN ->
                blanks(question).getFirst().stream()
                        .map(one -> answer("100", "", xml(one)))
                        .collect(Collectors.joining());
        };
        return "<question type=\"" + type + "\"><idnumber>" + question.id() + "</idnumber><questiontext><text>"
                + xml(xml(question.text())) + "</text></questiontext><generalfeedback><text>"
                + (question.explanation() == null ? "" : xml(xml(question.explanation())))
                + "</text></generalfeedback><single>" + (question.kind() == Question.Kind.SINGLE) + "</single>"
                + answers
                + "</question>";
    }

    private static String answer(String fraction, String attributes, String text) {
        return "<answer fraction=\"" + fraction + "\" " + attributes + "><text>" + text + "</text></answer>";
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void asExcel(long seed) throws IOException {
        QuestionBank bank = bank(new Random(seed), true, 3, Question.Kind.values());
        List<List<String>> rows = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of("编号", "题型", "题干", "答案", "解析"));
        IntStream.range(0, Question.OPTIONS).forEach(i -> headings.add("选项" + Asked.letter(i)));
        rows.add(headings);
        for (Question question : bank.questions()) {
            List<String> row = new ArrayList<>();
            row.add(question.id().value());
            row.add(
                    switch (question.kind()) {
                        case SINGLE -> "单选题";
                        case MULTIPLE -> "多选";
                        case TRUE_FALSE -> "判断题";
                        case FILL_IN -> "填空";
                    });
            row.add(question.text());
            row.add(
                    switch (question.kind()) {
                        case SINGLE, MULTIPLE ->
                            right(question).stream().map(Asked::letter).collect(Collectors.joining());
                        case TRUE_FALSE -> Boolean.TRUE.equals(question.statement()) ? "对" : "错";
                        case FILL_IN ->
                            blanks(question).stream()
                                    .map(wordings -> String.join("|", wordings))
                                    .collect(Collectors.joining("；"));
                    });
            row.add(question.explanation() == null ? "" : question.explanation());
            row.addAll(options(question));
            rows.add(row);
        }

        assertThat(read("q.xlsx", SheetReaderTest.rows(rows))).isEqualTo(bank);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void asOurJson(long seed) {
        QuestionBank bank = bank(new Random(seed), true, 2, Question.Kind.values());

        assertThat(read("q.json", bank.write())).isEqualTo(bank);
    }

    private static List<String> options(Question question) {
        return question.options() == null ? List.of() : question.options();
    }

    private static List<Integer> right(Question question) {
        return question.right() == null ? List.of() : question.right();
    }

    private static List<List<String>> blanks(Question question) {
        return question.blanks() == null ? List.of() : question.blanks();
    }
}
