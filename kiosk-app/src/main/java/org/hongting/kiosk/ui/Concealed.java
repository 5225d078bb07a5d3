package org.hongting.kiosk.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;

/// The mark of what no picture for people elsewhere shows: what belongs to one person, and codes that whoever has them
/// could use. Whoever builds such a part marks it, as a whole: what is left of it, its size even, would still tell.
public final class Concealed {
    private static final Object MARK = Concealed.class;

    private Concealed() {}

    /// @param instead what stands on the plate that pictures show in its place
    public static <T extends Node> T as(String instead, T node) {
        node.getProperties().put(MARK, instead);
        return node;
    }

    static boolean isMarked(Node node) {
        return node.hasProperties() && node.getProperties().containsKey(MARK);
    }

    static String instead(Node node) {
        return String.valueOf(node.getProperties().get(MARK));
    }

    /// The outermost marked nodes.
    static List<Node> below(Node node) {
        List<Node> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(Node node, List<Node> found) {
        if (isMarked(node)) {
            found.add(node);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }
}
