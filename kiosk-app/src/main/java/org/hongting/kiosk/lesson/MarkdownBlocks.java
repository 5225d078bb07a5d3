package org.hongting.kiosk.lesson;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/// Turns Markdown into blocks. What is HTML in it is left out, links are their words: nothing leads out of a lesson.
final class MarkdownBlocks extends AbstractVisitor {
    /// A longer paragraph is divided at the ends of its sentences.
    static final int LONGEST = 600;

    private static final String SENTENCE_ENDS = "。！？；.!?;";

    private final List<Block> blocks = new ArrayList<>();
    private List<Run> runs = new ArrayList<>();
    private boolean strong;
    private boolean emphasised;
    private int depth = -1;
    private int quoted;
    private String mark = "";

    private MarkdownBlocks() {}

    static List<Block> of(String markdown) {
        MarkdownBlocks reading = new MarkdownBlocks();
        Parser.builder().maxOpenBlockParsers(32).build().parse(markdown).accept(reading);
        return reading.blocks;
    }

    @Override
    public void visit(Heading heading) {
        visitChildren(heading);
        List<Run> words = taken();
        if (!words.isEmpty()) {
            blocks.add(new Block.Heading(heading.getLevel(), words));
        }
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        addWords();
    }

    @Override
    public void visit(BlockQuote quote) {
        quoted++;
        visitChildren(quote);
        quoted--;
    }

    @Override
    public void visit(BulletList list) {
        depth++;
        items(list, -1);
        depth--;
    }

    @Override
    public void visit(OrderedList list) {
        depth++;
        Integer first = list.getMarkerStartNumber();
        items(list, first == null ? 1 : first);
        depth--;
    }

    private void items(Node list, int first) {
        int number = first;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            mark = first < 0 ? "•" : number++ + ".";
            if (item instanceof ListItem) {
                visitChildren(item);
            }
        }
    }

    @Override
    public void visit(FencedCodeBlock code) {
        runs.add(new Run(code.getLiteral().strip(), false, false));
        addWords();
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        runs.add(new Run(code.getLiteral().strip(), false, false));
        addWords();
    }

    @Override
    public void visit(ThematicBreak rule) {
        blocks.add(new Block.Rule());
    }

    @Override
    public void visit(Image image) {
        addWords();
        visitChildren(image);
        StringBuilder words = new StringBuilder();
        taken().forEach(run -> words.append(run.text()));
        blocks.add(new Block.Picture(image.getDestination(), words.toString()));
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
        boolean before = strong;
        strong = true;
        visitChildren(emphasis);
        strong = before;
    }

    @Override
    public void visit(Emphasis emphasis) {
        boolean before = emphasised;
        emphasised = true;
        visitChildren(emphasis);
        emphasised = before;
    }

    @Override
    public void visit(Code code) {
        runs.add(new Run(code.getLiteral(), strong, emphasised));
    }

    @Override
    public void visit(Text text) {
        runs.add(new Run(text.getLiteral(), strong, emphasised));
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        // Chinese is broken anywhere and knows no blank there; Latin words do.
        boolean latin = !runs.isEmpty() && endsLatin(runs.getLast().text());
        runs.add(new Run(latin ? " " : "", strong, emphasised));
    }

    private static boolean endsLatin(String text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) < '\u2E80';
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        runs.add(new Run("\n", strong, emphasised));
    }

    private List<Run> taken() {
        List<Run> taken = runs.stream().filter(run -> !run.text().isEmpty()).toList();
        runs = new ArrayList<>();
        return taken;
    }

    private void addWords() {
        List<Run> words = taken();
        if (words.stream().allMatch(run -> run.text().isBlank())) {
            return;
        }
        for (List<Run> part : divided(words)) {
            blocks.add(block(part));
            // Only the first block of an item bears its mark.
            mark = "";
        }
    }

    private Block block(List<Run> words) {
        if (depth >= 0) {
            return new Block.Item(depth, mark, words);
        }
        return quoted > 0 ? new Block.Quotation(words) : new Block.Paragraph(words);
    }

    /// A paragraph that is longer than [#LONGEST] becomes several, at the ends of sentences.
    private static List<List<Run>> divided(List<Run> words) {
        List<List<Run>> parts = new ArrayList<>();
        List<Run> part = new ArrayList<>();
        int length = 0;
        for (Run run : words) {
            int from = 0;
            for (int i = 0; i < run.text().length(); i++) {
                length++;
                boolean end = SENTENCE_ENDS.indexOf(run.text().charAt(i)) >= 0;
                if ((end && length >= LONGEST / 2) || length >= LONGEST) {
                    part.add(new Run(run.text().substring(from, i + 1), run.strong(), run.emphasised()));
                    parts.add(part);
                    part = new ArrayList<>();
                    from = i + 1;
                    length = 0;
                }
            }
            if (from < run.text().length()) {
                part.add(new Run(run.text().substring(from), run.strong(), run.emphasised()));
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
