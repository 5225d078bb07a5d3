package org.hongting.protocol.code;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.RawSignature;
import org.hongting.protocol.signing.Signer;

/// What a terminal shows for phones to scan: whoever brings it to the centre in time stood before the terminal, or was
/// sent a picture by somebody who did. It changes every 30 seconds and may be brought by many.
///
/// `<terminal>.<meeting>.<step>.<signature as base64url>`, the signature over `"ht/v1/kiosk-code\n"` and what stands
/// before the last dot.
///
/// @param step 30-second steps since 1970, by the terminal's clock; one that only guesses must make none
public record KioskCode(TerminalId terminal, MeetingId meeting, long step, RawSignature signature) {
    /// Steps that may have begun since the code was made: the phone has to open the page.
    public static final int BEHIND = 3;

    /// How far ahead the terminal's clock may be.
    public static final int AHEAD = 1;

    /// What stands before the code in the fragment of the phones' page.
    public static final String FRAGMENT = "at.";

    private static final Pattern FORM =
            Pattern.compile("(([a-z0-9-]{1,32})\\.([a-z0-9-]{1,48})\\.([0-9]{1,12}))\\.([A-Za-z0-9_-]{86})");

    /// Makes the code's text for a moment.
    public static String issue(TerminalId terminal, MeetingId meeting, Instant now, Signer signer) {
        String head = head(terminal, meeting, PassWindow.stepAt(now));
        return head + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(message(head)));
    }

    /// Takes the text apart. Nothing is verified here.
    public static Optional<KioskCode> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KioskCode(
                    new TerminalId(form.group(2)),
                    new MeetingId(form.group(3)),
                    Long.parseLong(form.group(4)),
                    new RawSignature(Base64.getUrlDecoder().decode(form.group(5)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean isSignedWith(PublicKey terminalKey) {
        return signature.isOver(message(head(terminal, meeting, step)), terminalKey);
    }

    /// Whether it counts at that moment of the centre's clock.
    public boolean isAlive(Instant now) {
        long behind = PassWindow.stepAt(now) - step;
        return -AHEAD <= behind && behind <= BEHIND;
    }

    private static String head(TerminalId terminal, MeetingId meeting, long step) {
        return terminal + "." + meeting + "." + step;
    }

    private static byte[] message(String head) {
        return ("ht/v1/kiosk-code\n" + head).getBytes(US_ASCII);
    }
}
