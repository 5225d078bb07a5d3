package org.hongting.central.course.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;
import org.hongting.central.platform.csv.CsvText;

/// A file with questions, in any of the forms that people have. What it is, its content says; its name is asked only
/// where the content could be either of two. Pure, and safe for use by many threads.
public final class QuestionFile {
    /// Bytes of a file.
    public static final int BYTES = 4 * 1024 * 1024;

    private static final int LINES = 100_000;
    private static final Pattern AIKEN = Pattern.compile("(?im)^[ \\t\u3000]*+ANSWER[ \\t\u3000]*+[:：]");

    private QuestionFile() {}

    /// @param name of the file, with its ending
    public static BankReading read(String name, byte[] file) {
        if (file.length > BYTES) {
            return BankDraft.refused(1, Said.of(Sentence.BANK_FILE_TOO_LARGE, BYTES / 1024 / 1024));
        }
        if (file.length == 0) {
            return BankDraft.refused(1, Said.of(Sentence.BANK_FILE_EMPTY));
        }
        if (begins(file, 'P', 'K', 3, 4)) {
            return SheetReader.read(file);
        }
        if (begins(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            return BankDraft.refused(1, Said.of(Sentence.BANK_OLD_OFFICE));
        }
        if (begins(file, '%', 'P', 'D', 'F')) {
            return BankDraft.refused(1, Said.of(Sentence.BANK_PDF));
        }
        Optional<String> text = CsvText.of(file).filter(CsvText::isPlain);
        return text.isEmpty()
                ? BankDraft.refused(1, Said.of(Sentence.BANK_ENCODING))
                : readText(name.toLowerCase(Locale.ROOT), text.get());
    }

    private static BankReading readText(String name, String text) {
        if (text.lines().skip(LINES).findAny().isPresent()) {
            return BankDraft.refused(LINES, Said.of(Sentence.BANK_FILE_LINES, LINES));
        }
        String content = text.stripLeading();
        if (content.startsWith("<")) {
            return MoodleReader.read(text);
        }
        if (content.startsWith("{") && !name.endsWith(".gift")) {
            return JsonReader.read(text.getBytes(UTF_8));
        }
        if (AIKEN.matcher(text).find() && !name.endsWith(".gift")) {
            return AikenReader.read(text);
        }
        if (name.endsWith(".gift") || text.indexOf('{') >= 0) {
            return GiftReader.read(text);
        }
        return BankDraft.refused(1, Said.of(Sentence.BANK_UNKNOWN_FORM));
    }

    private static boolean begins(byte[] file, int... signs) {
        for (int i = 0; i < signs.length; i++) {
            if (file.length <= i || file[i] != (byte) signs[i]) {
                return false;
            }
        }
        return true;
    }
}
