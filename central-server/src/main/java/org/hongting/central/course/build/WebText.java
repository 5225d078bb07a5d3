package org.hongting.central.course.build;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// Makes Markdown of a web page: jsoup throws away everything but headings, text, lists, quotations, tables and
/// pictures, and what is left is written anew.
final class WebText {
    private static final Safelist KEPT = new Safelist()
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "br", "hr", "blockquote", "pre", "code")
            .addTags("ul", "ol", "li", "b", "strong", "i", "em", "table", "thead", "tbody", "tr", "th", "td")
            .addTags("section", "article", "main", "figure", "figcaption", "span", "a", "img")
            .addAttributes("img", "src", "alt")
            .preserveRelativeLinks(true);
    private static final int DEEPEST = 100;

    private final StringBuilder text = new StringBuilder();
    private final String folder;

    private WebText(String folder) {
        this.folder = folder;
    }

    /// @param folder in which addresses of pictures begin, with a stroke at its end; empty at the top
    static String markdown(String html, String folder) {
        Document clean = new Cleaner(KEPT).clean(Jsoup.parse(html));
        WebText made = new WebText(folder);
        made.blocks(clean.body(), "", 0);
        return made.text.toString().strip() + "\n";
    }

    /// The title that the page gives itself.
    static String title(String html) {
        return Jsoup.parse(html).title().strip();
    }

    /// @param before what stands before each line: the marks of quotations and lists around it
    private void blocks(Element element, String before, int depth) {
        StringBuilder loose = new StringBuilder();
        for (Node child : element.childNodes()) {
            if (child instanceof Element block && isBlock(block) && depth < DEEPEST) {
                paragraph(loose, before);
                block(block, before, depth + 1);
            } else {
                loose.append(inline(child, depth + 1));
            }
        }
        paragraph(loose, before);
    }

    private void block(Element block, String before, int depth) {
        String tag = block.normalName();
        switch (tag) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                line(before, "#".repeat(tag.charAt(1) - '0') + " " + flat(inlines(block, depth)));
            case "hr" -> line(before, "---");
            case "blockquote" -> blocks(block, before + "> ", depth);
            case "pre" -> code(block, before);
            case "ul", "ol" -> list(block, before, depth);
            case "table" -> block.select("tr").forEach(row -> row(row, before, depth));
            default -> blocks(block, before, depth);
        }
    }

    private void list(Element list, String before, int depth) {
        int number = 1;
        for (Element item : list.children()) {
            if (item.normalName().equals("li")) {
                String mark = list.normalName().equals("ol") ? number++ + ". " : "- ";
                int from = text.length();
                blocks(item, before + " ".repeat(mark.length()), depth);
                if (text.length() > from + before.length() + mark.length()) {
                    text.replace(from + before.length(), from + before.length() + mark.length(), mark);
                }
            }
        }
    }

    /// Terminals draw no tables: a row is a line of its own.
    private void row(Element row, String before, int depth) {
        StringBuilder cells = new StringBuilder();
        for (Element cell : row.children()) {
            cells.append(cells.isEmpty() ? "" : " · ").append(flat(inlines(cell, depth)));
        }
        paragraph(cells, before);
    }

    private void code(Element block, String before) {
        line(before, block.wholeText().strip().indent(4).stripTrailing().replace("\n", "\n" + before));
    }

    private void paragraph(StringBuilder inlines, String before) {
        String said = inlines.toString().strip();
        inlines.setLength(0);
        if (!said.isEmpty()) {
            String guarded = said.matches("(?s)([-+#>=]|\\d+[.)]).*") ? "\\" + said : said;
            if (said.matches("(?s)\\d+[.)].*")) {
                guarded = said.replaceFirst("([.)])", "\\\\$1");
            }
            line(before, guarded.replaceAll(" *\n *", "\\\\\n").replace("\n", "\n" + before));
        }
    }

    private void line(String before, String said) {
        text.append(before)
                .append(said)
                .append('\n')
                .append(before.stripTrailing())
                .append('\n');
    }

    private String inlines(Element element, int depth) {
        StringBuilder inlines = new StringBuilder();
        element.childNodes().forEach(child -> inlines.append(inline(child, depth + 1)));
        return inlines.toString();
    }

    private String inline(Node node, int depth) {
        if (node instanceof TextNode said) {
            return escaped(said.text());
        }
        if (!(node instanceof Element element) || depth > DEEPEST) {
            return "";
        }
        return switch (element.normalName()) {
            case "br" -> "\n";
            case "b", "strong" -> marked(inlines(element, depth), "**");
            case "i", "em" -> marked(inlines(element, depth), "*");
            case "code" -> escaped(element.text());
            case "img" -> picture(element);
            default -> inlines(element, depth);
        };
    }

    private static String marked(String said, String mark) {
        return said.isBlank() ? said : mark + said.strip() + mark;
    }

    private String picture(Element image) {
        String source = image.attr("src");
        String path = source.matches("(?i)[a-z][a-z0-9+.-]*:.*") ? source : Paths.resolved(folder, source);
        return "![" + escaped(image.attr("alt")) + "](<" + path.replaceAll("[<>\\s]", "") + ">)";
    }

    private static String flat(String said) {
        return said.replace('\n', ' ').strip();
    }

    private static String escaped(String said) {
        return said.replaceAll("([\\\\`*_\\[\\]<>&!])", "\\\\$1").replace('\u00a0', ' ');
    }

    private static boolean isBlock(Element element) {
        return switch (element.normalName().toLowerCase(Locale.ROOT)) {
            case "b", "strong", "i", "em", "code", "br", "img", "span", "a" -> false;
            default -> true;
        };
    }
}
