package org.hongting.provisioning.authority;

import java.time.Instant;
import org.hongting.protocol.claim.ClaimRefused.Reason;
import org.hongting.protocol.record.Digest;

/// Who gets an identity. A token belongs to the first key that uses it; until it expires the same key may ask as
/// often as it likes, because its answer may have been lost on the way or in a power cut, and gets the same
/// terminal.
public final class ClaimRules {
    private ClaimRules() {}

    public static ClaimDecision decide(TokenState state, Digest key, Instant now) {
        return switch (state) {
            case TokenState.Unknown() -> new ClaimDecision.Refuse(Reason.UNKNOWN_TOKEN);
            case TokenState.Reserved() -> new ClaimDecision.Refuse(Reason.NOT_FOR_THIS_MACHINE);
            case TokenState.Closed() -> new ClaimDecision.Refuse(Reason.USED_TOKEN);
            case TokenState.Unused(var terminal, var expires) ->
                expires.isAfter(now)
                        ? new ClaimDecision.Issue(terminal, key, true)
                        : new ClaimDecision.Refuse(Reason.EXPIRED_TOKEN);
            case TokenState.Used(var terminal, var expires, var bound) -> {
                if (!bound.equals(key)) {
                    yield new ClaimDecision.Refuse(Reason.NOT_FOR_THIS_KEY);
                }
                yield expires.isAfter(now)
                        ? new ClaimDecision.Issue(terminal, key, false)
                        : new ClaimDecision.Refuse(Reason.EXPIRED_TOKEN);
            }
        };
    }
}
