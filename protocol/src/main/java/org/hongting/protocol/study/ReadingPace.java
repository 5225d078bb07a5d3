package org.hongting.protocol.study;

/// How long reading takes most people: 350 Chinese characters a minute, the middle of 300 to 400, or 200 words of
/// another script.
public final class ReadingPace {
    private static final int CHARACTERS_A_MINUTE = 350;
    private static final int WORDS_A_MINUTE = 200;
    private static final long SECONDS = 60;

    private ReadingPace() {}

    /// The Chinese characters whose reading takes as long as that text's.
    public static int signs(String text) {
        long characters = 0;
        long words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int sign = text.codePointAt(i);
            i += Character.charCount(sign);
            boolean ideographic = Character.isIdeographic(sign);
            boolean letter = Character.isLetterOrDigit(sign) && !ideographic;
            characters += ideographic ? 1 : 0;
            words += letter && !inWord ? 1 : 0;
            inWord = letter;
        }
        return (int) Math.min(Integer.MAX_VALUE, characters + words * CHARACTERS_A_MINUTE / WORDS_A_MINUTE);
    }

    /// Seconds for so many Chinese characters, begun ones too.
    public static long seconds(int signs) {
        return (signs * SECONDS + CHARACTERS_A_MINUTE - 1) / CHARACTERS_A_MINUTE;
    }
}
