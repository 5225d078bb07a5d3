package org.hongting.central.course.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hongting.protocol.Words;
import org.hongting.protocol.course.RefusedCourse;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static final Path ROOMS = Path.of("src/main/java/org/hongting/central/course");
    private static final Pattern CALL = Pattern.compile("Said\\.of\\(\\s*Sentence\\.([A-Z_]+)");
    private static final List<String> LANGUAGES = List.of("sentences", "sentences_en");

    @Test
    void everySentenceHasItsWordsInBothLanguagesAndNoWordsStandUnused() throws IOException {
        Set<String> keys = Arrays.stream(Sentence.values()).map(Words::of).collect(Collectors.toSet());

        for (String language : LANGUAGES) {
            assertThat(words(language).stringPropertyNames()).isEqualTo(keys);
        }
    }

    /// An argument too few would be seen by people as a number in braces.
    @Test
    void everySentenceIsSaidSomewhereWithAsManyArgumentsAsItsWordsHave() throws IOException {
        Map<Sentence, Integer> said = said();
        assertThat(said).containsOnlyKeys(Sentence.values());

        for (String language : LANGUAGES) {
            Properties words = words(language);
            said.forEach((sentence, arguments) -> {
                Object[] given = IntStream.range(0, arguments)
                        .mapToObj(i -> "<" + i + ">")
                        .toArray();
                MessageFormat format = new MessageFormat(words.getProperty(Words.of(sentence)), Locale.ROOT);
                assertThat(format.getFormatsByArgumentIndex())
                        .as("%s in %s", sentence, language)
                        .hasSize(arguments);
                assertThat(given)
                        .allSatisfy(one -> assertThat(format.format(given)).contains(one.toString()));
            });
        }
    }

    @Test
    void whatIsSaidInChineseIsChinese() {
        for (Sentence sentence : Sentence.values()) {
            if (sentence != Sentence.WITHIN) {
                assertThat(Said.of(sentence).in(Locale.SIMPLIFIED_CHINESE)).containsPattern("\\p{IsHan}");
            }
        }
    }

    /// The protocol's own refusal takes any words, and they are English.
    @Test
    void nothingIsRefusedHereWithWordsOfOneLanguage() throws IOException {
        assertThat(sources()).noneMatch(source -> source.contains("new RefusedCourse("));
    }

    @Test
    void aReaderIsToldInTheirLanguageWhereAndWhatAndWhatToDo() {
        Said said = Said.of(Sentence.GIFT_NUMERICAL)
                .within(Said.of(Sentence.LINE, 1003))
                .within("题库.gift");

        assertThat(said.in(Locale.SIMPLIFIED_CHINESE)).isEqualTo("题库.gift：第 1003 行：数值题终端不支持，请改写为填空题，如 {=12}");
        assertThat(said.in(Locale.ENGLISH))
                .isEqualTo("题库.gift: line 1003: is a numerical question, which terminals do not ask: make it one with"
                        + " words, {=12}")
                .isEqualTo(said.toString());
        assertThat(said.in(Locale.FRENCH)).isEqualTo(said.in(Locale.SIMPLIFIED_CHINESE));
        assertThat(said.key()).isEqualTo("gift-numerical");
    }

    @Test
    void whatAFileBringsIsQuotedAsItIs() {
        assertThat(Said.of(Sentence.ZIP_TWICE, "it's {0}.md").in(Locale.ENGLISH))
                .isEqualTo("it's {0}.md is in it twice");
    }

    @Test
    void aRefusalOfTheProtocolIsSaidInChineseByItsReasonAndFile() {
        for (RefusedCourse.Reason reason : RefusedCourse.Reason.values()) {
            assertThat(Refusal.said(new RefusedCourse(reason, "words")).in(Locale.SIMPLIFIED_CHINESE))
                    .doesNotContain("words")
                    .containsPattern("\\p{IsHan}");
        }
        assertThat(Refusal.said(new RefusedCourse(RefusedCourse.Reason.MISSING_FILE, "a.md", "is not there"))
                        .in(Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("课程包缺少 a.md，请重新复制或制作课程包");
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOMS)) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> texts = new ArrayList<>();
            for (Path file : all) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    /// How many arguments the code gives to each sentence.
    private static Map<Sentence, Integer> said() throws IOException {
        // The place of a problem says these two.
        Map<Sentence, Integer> said = new EnumMap<>(Map.of(Sentence.LINE, 1, Sentence.ROW, 1));
        for (String source : sources()) {
            Matcher call = CALL.matcher(source);
            while (call.find()) {
                int arguments = arguments(source, call.end());
                Integer before = said.put(Sentence.valueOf(call.group(1)), arguments);
                assertThat(before).as(call.group(1)).isIn(null, arguments);
            }
        }
        return said;
    }

    /// @param at behind the name of the sentence
    private static int arguments(String source, int at) {
        int arguments = 0;
        int depth = 0;
        for (int i = at; depth >= 0; i++) {
            switch (source.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> arguments += depth == 0 ? 1 : 0;
                default -> {}
            }
        }
        return arguments;
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (InputStream file = Objects.requireNonNull(Said.class.getResourceAsStream(language + ".properties"))) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return words;
    }
}
