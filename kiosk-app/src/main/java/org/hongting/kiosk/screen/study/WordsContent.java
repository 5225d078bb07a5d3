package org.hongting.kiosk.screen.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.hongting.kiosk.lesson.Block;
import org.hongting.kiosk.lesson.PagePicture;
import org.hongting.kiosk.lesson.Run;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.Parts;

/// A page of a text. It tells the model which of its blocks are in sight.
final class WordsContent implements ReaderPane.Content {
    private final StudyViewModel model;
    private final PageForm form;
    private final Map<String, PagePicture> pictures;
    private final VBox column = Parts.column("words-column");
    private final Scroll scroll = new Scroll(new StackPane(column));
    private StudyPage.Reader.Words shown;
    private boolean isSettling;

    WordsContent(StudyViewModel model, StudyPage.Reader.Words words, PageForm form) {
        this.model = model;
        this.form = form;
        this.pictures = words.pictures();
        this.shown = words;
        fill();
        scroll.vvalueProperty().addListener((_, _, _) -> moved());
        scroll.viewportBoundsProperty().addListener((_, _, _) -> tellLater());
        column.heightProperty().addListener((_, _, _) -> tellLater());
    }

    @Override
    public Node node() {
        return scroll;
    }

    @Override
    public boolean update(StudyPage.Reader next) {
        if (!(next instanceof StudyPage.Reader.Words words) || !words.lesson().equals(shown.lesson())) {
            return false;
        }
        if (words.page() == shown.page()) {
            return true;
        }
        shown = words;
        fill();
        scroll.setVvalue(0);
        return true;
    }

    @Override
    public boolean scroll(int by) {
        return scroll.move(by);
    }

    /// Blocks that are laid out anew stand one upon the other until they have their places.
    private void fill() {
        isSettling = true;
        TextLesson.Page page = shown.lesson().pages().get(shown.page());
        column.getChildren()
                .setAll(shown.lesson().on(page).stream().map(this::node).toList());
        tellLater();
    }

    private void moved() {
        if (!isSettling) {
            tell(true);
        }
    }

    private void tellLater() {
        isSettling = true;
        Platform.runLater(() -> {
            isSettling = false;
            tell(false);
        });
    }

    private void tell(boolean byHand) {
        int first = shown.lesson().pages().get(shown.page()).from();
        List<Node> blocks = column.getChildren();
        int from = -1;
        int until = -1;
        for (int i = 0; i < blocks.size(); i++) {
            Node block = blocks.get(i);
            double middle = block.getBoundsInParent().getCenterY();
            if (middle >= scroll.top() && middle <= scroll.bottom()) {
                from = from < 0 ? i : from;
                until = i + 1;
            }
        }
        if (from >= 0) {
            model.sees(first + from, first + until, byHand);
        }
    }

    private Node node(Block block) {
        return switch (block) {
            case Block.Heading heading -> flow(heading.runs(), heading.level() == 1 ? "text-48" : "text-36", "strong");
            case Block.Paragraph paragraph -> flow(paragraph.runs(), "text-36");
            case Block.Item item -> {
                Node words = Parts.grow(flow(item.runs(), "text-36"));
                Node row = Parts.row("words-item", Parts.word(item.mark(), "text-36", "item-mark"), words);
                yield item.depth() > 0 ? Parts.row("words-deeper", row) : row;
            }
            case Block.Quotation quotation ->
                Parts.row("words-quotation", Parts.grow(flow(quotation.runs(), "text-36")));
            case Block.Picture picture -> picture(picture);
            case Block.Rule _ -> rule();
        };
    }

    private static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("words-rule");
        return rule;
    }

    private Node picture(Block.Picture picture) {
        return Optional.ofNullable(pictures.get(picture.path()))
                .<Node>map(drawn -> {
                    ImageView view = Pictures.view(drawn);
                    StackPane place = new StackPane(view);
                    double widest = form.portrait() ? 900 : 1100;
                    view.setFitWidth(Math.min(widest, drawn.width()));
                    return place;
                })
                .orElseGet(() -> Parts.label("[ " + picture.words() + " ]", "muted", "text-28"));
    }

    private static TextFlow flow(List<Run> runs, String... styles) {
        TextFlow flow = new TextFlow();
        for (Run run : runs) {
            Text text = new Text(run.text());
            text.getStyleClass().add("words");
            text.getStyleClass().addAll(styles);
            if (run.strong()) {
                text.getStyleClass().add("strong");
            }
            if (run.emphasised()) {
                // Chinese has no slanted letters.
                text.getStyleClass().add("emphasised");
            }
            flow.getChildren().add(text);
        }
        return flow;
    }
}
