package org.hongting.provisioning.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import org.hongting.protocol.claim.ClaimRefused.Reason;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRulesTest {
    private static final Instant NOW = Instant.parse("2027-03-01T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1);
    private static final TerminalId HALL = new TerminalId("hall-1");
    private static final Digest KEY = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});

    @Test
    void theFirstKeyBindsTheToken() {
        assertThat(ClaimRules.decide(new TokenState.Unused(HALL, LATER), KEY, NOW))
                .isEqualTo(new ClaimDecision.Issue(HALL, KEY, true));
    }

    @Test
    void theSameKeyMayAskAgainAndGetsTheSameTerminal() {
        assertThat(ClaimRules.decide(new TokenState.Used(HALL, LATER, KEY), KEY, NOW))
                .isEqualTo(new ClaimDecision.Issue(HALL, KEY, false));
    }

    @Test
    void anotherKeyIsRefusedBeforeAndAfterTheExpiry() {
        assertThat(refusal(new TokenState.Used(HALL, LATER, OTHER))).isEqualTo(Reason.NOT_FOR_THIS_KEY);
        assertThat(refusal(new TokenState.Used(HALL, NOW, OTHER))).isEqualTo(Reason.NOT_FOR_THIS_KEY);
    }

    @Test
    void anExpiredTokenIsRefusedUsedOrNot() {
        assertThat(refusal(new TokenState.Unused(HALL, NOW))).isEqualTo(Reason.EXPIRED_TOKEN);
        assertThat(refusal(new TokenState.Used(HALL, NOW, KEY))).isEqualTo(Reason.EXPIRED_TOKEN);
    }

    @Test
    void unknownAndClosedTokensAreRefused() {
        assertThat(refusal(new TokenState.Unknown())).isEqualTo(Reason.UNKNOWN_TOKEN);
        assertThat(refusal(new TokenState.Closed())).isEqualTo(Reason.USED_TOKEN);
    }

    @Test
    void aTokenSurvivesBeingTypedByAPerson() {
        ClaimToken token = ClaimToken.mint(new SecureRandom());

        assertThat(ClaimToken.parse(token.printed())).isEqualTo(token);
        assertThat(ClaimToken.parse(" " + token.printed().toLowerCase(Locale.ROOT) + " "))
                .isEqualTo(token);
        assertThat(ClaimToken.parse(token.reveal().replace('0', 'o').replace('1', 'l')))
                .isEqualTo(token);
        assertThat(token.printed()).hasSize(39).matches("([0-9A-Z]{4}-){7}[0-9A-Z]{4}");
        assertThat(token.hashesTo(ClaimToken.parse(token.reveal()).hash())).isTrue();
        assertThat(token.hashesTo(ClaimToken.mint(new SecureRandom()).hash())).isFalse();
        assertThat(token.toString()).doesNotContain(token.reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABC", "0123456789ABCDEFGHJKMNPQRSTVWXYU", "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß"})
    void whatIsNoTokenIsRefusedWithoutBeingQuoted(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimToken.parse(typed))
                .withMessage("not a claim token");
    }

    private static Reason refusal(TokenState state) {
        return switch (ClaimRules.decide(state, KEY, NOW)) {
            case ClaimDecision.Refuse(var reason) -> reason;
            case ClaimDecision.Issue issue -> throw new AssertionError("issued: " + issue);
        };
    }
}
