package org.hongting.kiosk.screen.study;

import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// A page of a PDF, or a picture, as wide as there is room.
final class SheetContent implements ReaderPane.Content {
    /// Beside it stands the bar that is drawn.
    private static final int BAR = 32;

    private final Texts texts;
    private final StackPane place = new StackPane();
    private final Scroll scroll = new Scroll(place);
    private StudyPage.Reader.Sheet shown;

    SheetContent(StudyViewModel model, StudyPage.Reader.Sheet sheet, Texts texts) {
        this.texts = texts;
        this.shown = sheet;
        scroll.getStyleClass().add("sheet-scroll");
        scroll.widthProperty().addListener((_, _, width) -> model.wide(width.intValue() - BAR));
        fill();
    }

    @Override
    public Node node() {
        return scroll;
    }

    @Override
    public boolean update(StudyPage.Reader next) {
        if (!(next instanceof StudyPage.Reader.Sheet sheet)) {
            return false;
        }
        boolean other = sheet.page() != shown.page();
        shown = sheet;
        if (other) {
            scroll.setVvalue(0);
        }
        // The page before stays until this one is drawn: nothing flickers.
        if (sheet.picture().isPresent() || sheet.damaged()) {
            fill();
        }
        return true;
    }

    @Override
    public boolean scroll(int by) {
        return scroll.move(by);
    }

    private void fill() {
        Node node = shown.picture()
                .<Node>map(picture -> {
                    ImageView view = Pictures.view(picture);
                    view.fitWidthProperty().bind(scroll.widthProperty().subtract(BAR));
                    return view;
                })
                .orElseGet(() -> Parts.label(
                        texts.text(shown.damaged() ? "reader.page-damaged" : "reader.opening"), "muted", "text-36"));
        place.getChildren().setAll(node);
    }
}
