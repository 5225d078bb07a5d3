package org.hongting.protocol.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import java.util.List;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;

/// What proves that a terminal asks for a file of a course. A file is fetched by GET of [#FOLDER], the terminal's name,
/// a stroke and the file's hash, from the centre's listener for terminals, with an HTTP range; this stands in the
/// header [#HEADER]. It is good for every range of that one file, and says no more than may be said twice.
///
/// @param file the hash of the whole file
public record CourseFileAsk(
        @JsonProperty(required = true) TerminalId terminal,
        @JsonProperty(required = true) Digest file) {
    /// Where files are fetched, before the name of the terminal that asks.
    public static final String FOLDER = "/terminal/courses/";

    /// The same for files of releases, which are asked for in the same way.
    public static final String RELEASES = "/terminal/releases/";

    /// Holds the sealed ask in base64url.
    public static final String HEADER = "Hongting-Ask";

    private static final int CHARACTERS = 2048;

    /// The value of the header.
    public String seal(Signer signer) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SignedFrame.seal(Domain.COURSE_FILE, this, List.of(), signer));
    }

    /// Checks size, form and signature, in that order.
    ///
    /// @param keys of the terminal of the address
    /// @throws RefusedMessage if any of them is wrong, or another terminal or file is meant
    public static void check(String header, CourseFileAsk expected, KeyDirectory keys) {
        if (header.length() > CHARACTERS) {
            throw new RefusedMessage(RefusedMessage.Reason.TOO_LARGE);
        }
        byte[] frame;
        try {
            frame = Base64.getUrlDecoder().decode(header);
        } catch (IllegalArgumentException e) {
            throw new RefusedMessage(RefusedMessage.Reason.MALFORMED, e);
        }
        CourseFileAsk asked = SignedFrame.open(Domain.COURSE_FILE, frame, CourseFileAsk.class, keys)
                .header();
        if (!asked.terminal().equals(expected.terminal())) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
        }
        if (!asked.file().equals(expected.file())) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT);
        }
    }
}
