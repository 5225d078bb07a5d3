package org.hongting.central.course.question;

import java.util.stream.Collectors;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Texts of questions: terminals show them as they are, with nothing in them but signs and line breaks.
final class QuestionText {
    private static final int DEEPEST = 50;
    private static final String SHOWN =
            "img, video, audio, iframe, object, embed, svg, math, canvas, picture, input, select, textarea";

    private QuestionText() {}

    /// Without blanks around it, without what cannot be seen and does nothing, and with one kind of line break.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u00a0', ' ')
                .replace('\t', ' ')
                .codePoints()
                .filter(sign -> Character.getType(sign) != Character.FORMAT)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    /// False where controls, halves of signs, or what a wrong encoding left are in it.
    static boolean canBeSeen(String text) {
        return text.codePoints().allMatch(sign -> switch (Character.getType(sign)) {
            case Character.CONTROL -> sign == '\n';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> sign != '\uFFFD';
        });
    }

    /// The words of a piece of a web page.
    ///
    /// @throws UnfitText if it shows what words cannot say
    static String ofHtml(String html) {
        Document page = Jsoup.parseBodyFragment(html);
        if (page.selectFirst(SHOWN) != null) {
            throw new UnfitText(Said.of(Sentence.MARKUP_SHOWS));
        }
        page.select("script, style, head, title, noscript, template").remove();
        StringBuilder text = new StringBuilder();
        append(page.body(), text, 0);
        return plain(text.toString()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n")));
    }

    private static void append(Element element, StringBuilder text, int depth) {
        if (depth > DEEPEST) {
            throw new UnfitText(Said.of(Sentence.MARKUP_DEEP));
        }
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode said) {
                text.append(said.text());
            } else if (node instanceof Element child) {
                boolean breaks = child.isBlock() || child.normalName().equals("br");
                text.append(breaks ? "\n" : "");
                append(child, text, depth + 1);
                text.append(child.isBlock() ? "\n" : "");
            }
        }
    }
}
