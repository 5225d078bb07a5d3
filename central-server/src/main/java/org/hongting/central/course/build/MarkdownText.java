package org.hongting.central.course.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.protocol.study.ReadingPace;

/// Makes of anybody's Markdown the Markdown of terminals: no HTML, no address that a terminal would have to open, no
/// picture that is not in the course.
///
/// @param markdown cleaned
/// @param title the first heading; empty where there is none
/// @param pictures paths of those that are shown, as they stand in the text
/// @param removed what was taken out, for whoever made the course
record MarkdownText(String markdown, String title, Material.Extent extent, List<String> pictures, List<Said> removed) {

    MarkdownText {
        pictures = List.copyOf(pictures);
        removed = List.copyOf(removed);
    }

    /// @param hasPicture whether the course holds the picture of that path
    static MarkdownText clean(String source, Predicate<String> hasPicture) {
        Node document = Parser.builder().build().parse(source);
        Cleaning cleaning = new Cleaning(hasPicture);
        document.accept(cleaning);
        String markdown = MarkdownRenderer.builder().build().render(document);
        // Counted in what terminals will read.
        Node read = Parser.builder().build().parse(markdown);
        int blocks = 0;
        for (Node block = read.getFirstChild(); block != null; block = block.getNext()) {
            blocks++;
        }
        String plain = TextContentRenderer.builder().build().render(read);
        return new MarkdownText(
                markdown,
                cleaning.title,
                new Material.Extent(blocks, secondsFor(plain)),
                cleaning.pictures,
                cleaning.removed);
    }

    /// How long it takes to read that.
    static int secondsFor(String plain) {
        return Math.toIntExact(ReadingPace.seconds(ReadingPace.signs(plain)));
    }

    private static final class Cleaning extends AbstractVisitor {
        private final Predicate<String> hasPicture;
        private final List<String> pictures = new ArrayList<>();
        private final List<Said> removed = new ArrayList<>();
        private String title = "";

        private Cleaning(Predicate<String> hasPicture) {
            this.hasPicture = hasPicture;
        }

        @Override
        public void visit(HtmlBlock html) {
            removed.add(Said.of(Sentence.HTML_REMOVED));
            html.unlink();
        }

        @Override
        public void visit(HtmlInline html) {
            removed.add(Said.of(Sentence.HTML_REMOVED));
            html.unlink();
        }

        @Override
        public void visit(Heading heading) {
            visitChildren(heading);
            if (title.isEmpty()) {
                title = TextContentRenderer.builder().build().render(heading).strip();
            }
        }

        /// A terminal opens no address: what it says is kept.
        @Override
        public void visit(Link link) {
            visitChildren(link);
            while (link.getFirstChild() != null) {
                link.insertBefore(link.getFirstChild());
            }
            link.unlink();
        }

        @Override
        public void visit(Image image) {
            String path = image.getDestination();
            boolean isLocal = !path.toLowerCase(Locale.ROOT).matches("[a-z][a-z0-9+.-]*:.*") && !path.startsWith("/");
            if (isLocal && hasPicture.test(path)) {
                pictures.add(path);
            } else {
                removed.add(Said.of(Sentence.PICTURE_REMOVED, path));
                while (image.getFirstChild() != null) {
                    image.insertBefore(image.getFirstChild());
                }
                image.unlink();
            }
        }
    }
}
