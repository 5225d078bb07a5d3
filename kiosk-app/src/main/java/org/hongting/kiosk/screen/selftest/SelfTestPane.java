package org.hongting.kiosk.screen.selftest;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// Draws one page of a test over the whole screen: its edges are to be touched too.
public final class SelfTestPane extends StackPane {
    private static final PseudoClass TOUCHED = PseudoClass.getPseudoClass("touched");
    private static final double WHOLE = 100;

    private final SelfTestViewModel model;
    private final PageForm form;
    private final Texts texts;

    public SelfTestPane(TestPage page, SelfTestViewModel model, PageForm form) {
        this.model = model;
        this.form = form;
        this.texts = form.texts();
        getStyleClass().add("self-test");
        getChildren()
                .add(
                        switch (page) {
                            case INVITATION ->
                                told(
                                        texts.text("self-test.heading"),
                                        texts.text("self-test.invitation"),
                                        choice(texts.text("self-test.begin"), model::accept, "primary"),
                                        choice(texts.text("self-test.decline"), model::decline));
                            case FIELDS -> fields();
                            case HEARD ->
                                told(
                                        texts.text("self-test.sound"),
                                        texts.text("self-test.sound-hint"),
                                        choice(texts.text("self-test.heard"), () -> model.heard(true), "primary"),
                                        choice(texts.text("self-test.not-heard"), () -> model.heard(false)),
                                        choice(texts.text("self-test.again"), model::soundAgain));
                            case SEEN -> colours();
                        });
    }

    private Node fields() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("fields");
        int columns = form.portrait() ? SelfTestViewModel.ROWS : SelfTestViewModel.COLUMNS;
        int rows = form.portrait() ? SelfTestViewModel.COLUMNS : SelfTestViewModel.ROWS;
        for (int column = 0; column < columns; column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setPercentWidth(WHOLE / columns);
            grid.getColumnConstraints().add(width);
        }
        for (int row = 0; row < rows; row++) {
            RowConstraints height = new RowConstraints();
            height.setPercentHeight(WHOLE / rows);
            grid.getRowConstraints().add(height);
        }
        for (int field = 0; field < columns * rows; field++) {
            grid.add(field(field), field % columns, field / columns);
        }
        VBox told = Parts.column(
                "told",
                Parts.label(texts.text("self-test.fields"), "text-48", "strong"),
                choice(texts.text("self-test.no-more"), model::noMoreFields));
        // Fingers reach the fields beneath, but for the button.
        told.setPickOnBounds(false);
        told.getChildren().getFirst().setMouseTransparent(true);
        told.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return new StackPane(grid, told);
    }

    private Region field(int number) {
        Region field = new Region();
        field.getStyleClass().add("field");
        field.pseudoClassStateChanged(TOUCHED, model.isTouched(number));
        field.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        GridPane.setFillWidth(field, true);
        GridPane.setFillHeight(field, true);
        field.setOnMousePressed(_ -> {
            field.pseudoClassStateChanged(TOUCHED, true);
            model.touch(number);
        });
        return field;
    }

    private Node colours() {
        HBox swatches = Parts.row(
                "swatches",
                Parts.shape("swatch", "red"),
                Parts.shape("swatch", "green"),
                Parts.shape("swatch", "slate"));
        VBox all = told(
                texts.text("self-test.colours"),
                texts.text("self-test.colours-hint"),
                choice(texts.text("self-test.seen"), () -> model.seen(true), "primary"),
                choice(texts.text("self-test.not-seen"), () -> model.seen(false)));
        all.getChildren().add(2, swatches);
        return all;
    }

    private VBox told(String heading, String hint, Button... choices) {
        return Parts.column(
                "notice",
                Parts.label(heading, "text-72", "strong"),
                Parts.label(hint, "muted", "text-36"),
                form.portrait() ? Parts.column("choices", choices) : Parts.row("choices", choices));
    }

    private static Button choice(String text, Runnable press, String... styles) {
        Button button = Parts.button(press, "switch", "text-36", "strong");
        button.getStyleClass().addAll(styles);
        button.setText(text);
        return button;
    }
}
