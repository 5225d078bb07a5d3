package org.hongting.central.platform;

/// What people may name things with: one line of characters that can be seen.
public final class PlainText {
    private PlainText() {}

    /// False where there are controls, line breaks, marks that turn the direction of text around them or cannot be
    /// seen, or what a wrong encoding left.
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::isForbidden);
    }

    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> character == '\uFFFD';
        };
    }
}
