package org.hongting.protocol.code;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.RawSignature;
import org.hongting.protocol.signing.Signer;

/// What a terminal hands to a member whose card it has just read, so that the member's phone can be enrolled: signed
/// by the terminal, which need not reach the centre for it. The phone brings it to the centre within minutes.
///
/// `<terminal>.<member>.<seconds since 1970>.<signature as base64url>`, the signature over `"ht/v1/phone-ticket\n"` and
/// what stands before the last dot.
///
/// @param made by the terminal's clock; one that only guesses must make none
public record PhoneTicket(TerminalId terminal, MemberId member, Instant made, RawSignature signature) {
    /// How long after it was made the centre takes it.
    public static final Duration LIFE = Duration.ofMinutes(10);

    /// How far ahead a terminal's battery-backed clock may be.
    public static final Duration AHEAD = Duration.ofMinutes(2);

    private static final Pattern FORM =
            Pattern.compile("(([a-z0-9-]{1,32})\\.([0-9a-f]{16})\\.([0-9]{1,12}))\\.([A-Za-z0-9_-]{86})");

    /// Makes the ticket's text.
    public static String issue(TerminalId terminal, MemberId member, Instant now, Signer signer) {
        String head = head(terminal, member, now);
        return head + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(message(head)));
    }

    /// Takes the text apart. Nothing is verified here.
    public static Optional<PhoneTicket> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PhoneTicket(
                    new TerminalId(form.group(2)),
                    new MemberId(form.group(3)),
                    Instant.ofEpochSecond(Long.parseLong(form.group(4))),
                    new RawSignature(Base64.getUrlDecoder().decode(form.group(5)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean isSignedWith(PublicKey terminalKey) {
        return signature.isOver(message(head()), terminalKey);
    }

    /// Whether it may be taken at that moment of the centre's clock.
    public boolean isAlive(Instant now) {
        return made.isBefore(now.plus(AHEAD)) && now.isBefore(made.plus(LIFE));
    }

    /// What the signature is over, in the one form that terminals write: it tells tickets apart.
    public String head() {
        return head(terminal, member, made);
    }

    private static String head(TerminalId terminal, MemberId member, Instant made) {
        return terminal + "." + member + "." + made.getEpochSecond();
    }

    private static byte[] message(String head) {
        return ("ht/v1/phone-ticket\n" + head).getBytes(US_ASCII);
    }
}
