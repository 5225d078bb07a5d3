package org.hongting.central.platform.csv;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/// The text of a file of unknown encoding. Excel saves CSV in Chinese Windows as GB18030 and, where asked, as UTF-8;
/// bytes that are valid UTF-8 by chance are practically never GB18030 text, so UTF-8 is tried first and strictly.
public final class CsvText {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvText() {}

    /// @return nothing where the bytes are text in neither encoding
    public static Optional<String> of(byte[] file) {
        return decode(file, UTF_8).or(() -> looksLikeUtf16(file) ? Optional.empty() : decode(file, GB18030));
    }

    /// The same of a file that people wrote to be read, where it may be UTF-16 with a byte order mark too.
    ///
    /// @return nothing where it is no text: bytes that are none decode as GB18030 now and then
    public static Optional<String> readable(byte[] file) {
        boolean isMarked = file.length >= 2
                && ((file[0] == (byte) 0xFF && file[1] == (byte) 0xFE)
                        || (file[0] == (byte) 0xFE && file[1] == (byte) 0xFF));
        return (isMarked ? decode(file, UTF_16) : of(file)).filter(text -> isPlain(text) && text.indexOf('\uFFFD') < 0);
    }

    /// Whether it holds no controls but those of lines, pages and tabs.
    public static boolean isPlain(String text) {
        return text.chars()
                .allMatch(sign -> sign >= ' ' || sign == '\n' || sign == '\r' || sign == '\t' || sign == '\f');
    }

    private static boolean looksLikeUtf16(byte[] file) {
        return file.length >= 2 && (file[0] == (byte) 0xFF || file[0] == (byte) 0xFE);
    }

    private static Optional<String> decode(byte[] file, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return Optional.of(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
