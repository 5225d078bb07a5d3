package org.hongting.kiosk.lesson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.hongting.protocol.study.Studied;
import org.junit.jupiter.api.Test;

class TextLessonTest {
    private static TextLesson of(String markdown) throws LessonTrouble {
        return TextLesson.of(markdown.getBytes(UTF_8));
    }

    private static String words(Block block) {
        return block.runs().stream().map(Run::text).collect(Collectors.joining());
    }

    @Test
    void markdownBecomesBlocks() throws LessonTrouble {
        TextLesson lesson = of("""
                # 第一章

                党员**必须**履行下列*义务*。

                - 一
                  - 二

                3. 三
                4. 四

                > 引文

                ---

                ![天安门](pictures/square.jpg)
                """);

        assertThat(lesson.blocks())
                .extracting(block -> (Object) block.getClass().getSimpleName())
                .containsExactly(
                        "Heading", "Paragraph", "Item", "Item", "Item", "Item", "Quotation", "Rule", "Picture");
        assertThat(lesson.blocks().get(1).runs()).contains(new Run("必须", true, false), new Run("义务", false, true));
        assertThat(((Block.Item) lesson.blocks().get(3)).depth()).isEqualTo(1);
        assertThat(((Block.Item) lesson.blocks().get(4)).mark()).isEqualTo("3.");
        assertThat(lesson.blocks().getLast()).isEqualTo(new Block.Picture("pictures/square.jpg", "天安门"));
    }

    @Test
    void scriptsAndHtmlAreLeftOutAndLinksAreTheirWords() throws LessonTrouble {
        TextLesson lesson = of("""
                <script>alert(1)</script>

                前<b onclick="x()">中</b>后 [网站](https://example.org) <img src=x>
                """);

        assertThat(lesson.blocks()).hasSize(1);
        assertThat(words(lesson.blocks().getFirst())).isEqualTo("前中后 网站 ");
    }

    @Test
    void pagesHoldWholeBlocksAndAboutTwoMinutesOfReading() throws LessonTrouble {
        TextLesson lesson = of(("党员".repeat(100) + "。\n\n").repeat(30));

        assertThat(lesson.pages()).allMatch(page -> page.characters() <= TextLesson.OF_A_PAGE);
        assertThat(lesson.pages().getFirst().until())
                .isEqualTo(lesson.pages().get(1).from());
        assertThat(lesson.pages().getLast().until()).isEqualTo(lesson.blocks().size());
        assertThat(lesson.pages().getFirst().studied()).isEqualTo(Studied.Page.ofCharacters(600));
        assertThat(lesson.pageOf(0)).isZero();
        assertThat(lesson.pageOf(29)).isEqualTo(lesson.pages().size() - 1);
        assertThat(lesson.pageOf(9_999)).isEqualTo(lesson.pages().size() - 1);
    }

    @Test
    void aParagraphOfManyThousandSignsIsDividedAtTheEndsOfSentences() throws LessonTrouble {
        TextLesson lesson = of(("党".repeat(99) + "。").repeat(80));

        assertThat(lesson.blocks()).hasSizeGreaterThan(10);
        List<String> parts = lesson.blocks().stream().map(TextLessonTest::words).toList();
        assertThat(parts).allMatch(part -> part.endsWith("。") && part.length() <= MarkdownBlocks.LONGEST);
        assertThat(String.join("", parts)).isEqualTo(("党".repeat(99) + "。").repeat(80));
    }

    @Test
    void aHeadingStandsAtTheFootOfNoPage() throws LessonTrouble {
        TextLesson lesson = of(("## 节\n\n" + "党员".repeat(150) + "。\n\n").repeat(20));

        assertThat(lesson.pages()).allMatch(page -> !(lesson.blocks().get(page.until() - 1) instanceof Block.Heading));
    }

    @Test
    void whatIsNoTextOrTooLongIsRefused() {
        assertThatThrownBy(() -> TextLesson.of(new byte[] {(byte) 0xC3, (byte) 0x28}))
                .isInstanceOfSatisfying(
                        LessonTrouble.class, e -> assertThat(e.kind()).isEqualTo(LessonTrouble.Kind.UNREADABLE));
        assertThatThrownBy(() -> of(" \n\n<p></p>")).isInstanceOf(LessonTrouble.class);
        assertThatThrownBy(() -> TextLesson.of(new byte[TextLesson.MOST_BYTES + 1]))
                .isInstanceOfSatisfying(
                        LessonTrouble.class, e -> assertThat(e.kind()).isEqualTo(LessonTrouble.Kind.TOO_LARGE));
    }

    @Test
    void listsWithinListsWithoutEndBreakNothing() throws LessonTrouble {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            deep.append("> ");
        }
        assertThat(of(deep + "尽头\n\n" + "- ".repeat(2_000) + "尽头").blocks()).isNotEmpty();
    }
}
