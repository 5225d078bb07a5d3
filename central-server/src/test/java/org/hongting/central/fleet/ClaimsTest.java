package org.hongting.central.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.claim.ClaimRefused.Reason;
import org.hongting.protocol.claim.ClaimRequest;
import org.hongting.protocol.claim.Inventory;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.authority.ClaimToken;
import org.hongting.provisioning.authority.SiteAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens from the moment they are minted until they are used up, on a real store.
@Tag("both-stores")
class ClaimsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2027-03-01T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final KeyPair key = P256.newKeyPair(RANDOM);
    private TestStore store;
    private ClaimTokens tokens;
    private Claims claims;
    private Terminals terminals;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        SiteAuthority site = SiteAuthority.open(folder.resolve("keys"), null, now, RANDOM);
        tokens = new ClaimTokens(store.database, clock, RANDOM);
        terminals = new Terminals(store.database, clock, List.of());
        Placements placements = new Placements(() -> List.of(new MqttEndpoint("centre.example", 8883)));
        claims = new Claims(store.database, clock, site, terminals, placements);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Claims.Answer claim(ClaimToken token, KeyPair by, String serial) {
        Inventory inventory = new Inventory("box", "Board", "test 1", serial.isEmpty() ? null : serial);
        return claims.claim(ClaimRequest.of(token.reveal(), RenewalsTest.request(by), inventory));
    }

    private void refused(Reason reason, Claims.Answer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Claims.Answer.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }

    private TerminalId welcomed(Claims.Answer answer) {
        return ((Claims.Answer.Welcome) answer).response().terminal();
    }

    private ClaimTokens.Minted one(String serial) {
        return tokens.mint(List.of(new NewTerminal("Hall 1", "North 301", "", serial)), WEEK, "li")
                .getFirst();
    }

    @Test
    void aHundredTokensMadeAtOnceAreAHundredTerminalsAndOnlyTheirHashesAreKept() {
        List<NewTerminal> wanted = Stream.iterate(1, n -> n + 1)
                .limit(100)
                .map(n -> new NewTerminal("Kiosk " + n, "North"))
                .toList();
        Set<TerminalId> ids = new HashSet<>();
        for (ClaimTokens.Minted minted : tokens.mint(wanted, WEEK, "li")) {
            ids.add(minted.terminal());
            assertThat(store.texts("hash", "claim_token WHERE terminal = '" + minted.terminal() + "'"))
                    .noneMatch(kept -> kept.contains(minted.token().reveal()));
        }

        assertThat(ids).hasSize(100);
        assertThat(tokens.waiting(0, 200)).hasSize(100).noneMatch(ClaimTokens.Waiting::expired);
        assertThat(store.count("audit WHERE action = 'claim-token.minted' AND actor = 'li'"))
                .isEqualTo(100);
    }

    @Test
    void theSameMachineMayAskAgainUntilTheTokenExpiresAndAnotherNever() {
        ClaimTokens.Minted minted = one("");
        TerminalId terminal = welcomed(claim(minted.token(), key, ""));

        assertThat(terminal).isEqualTo(minted.terminal());
        assertThat(welcomed(claim(minted.token(), key, ""))).isEqualTo(terminal);
        refused(Reason.NOT_FOR_THIS_KEY, claim(minted.token(), P256.newKeyPair(RANDOM), ""));
        assertThat(tokens.waiting(0, 10)).isEmpty();
        now = minted.expires();
        refused(Reason.EXPIRED_TOKEN, claim(minted.token(), key, ""));
        assertThat(store.count("terminal")).isEqualTo(1);
    }

    @Test
    void aTokenThatNobodyMintedAndOneThatWasWithdrawnAreUnknown() {
        ClaimTokens.Minted minted = one("");
        refused(Reason.UNKNOWN_TOKEN, claim(ClaimToken.mint(RANDOM), key, ""));
        assertThat(tokens.withdraw(minted.terminal(), "wang")).isTrue();
        assertThat(tokens.withdraw(minted.terminal(), "wang")).isFalse();

        refused(Reason.UNKNOWN_TOKEN, claim(minted.token(), key, ""));
        assertThat(store.texts("actor", "audit WHERE action = 'claim-token.withdrawn'"))
                .containsExactly("wang");
    }

    @Test
    void aTokenThatWasUsedIsNotWithdrawnAndOneOfARevokedTerminalIsClosed() {
        ClaimTokens.Minted minted = one("");
        claim(minted.token(), key, "");
        assertThat(tokens.withdraw(minted.terminal(), "wang")).isFalse();

        terminals.revoke(minted.terminal(), "wang");
        refused(Reason.USED_TOKEN, claim(minted.token(), key, ""));
    }

    @Test
    void aTokenForOneSerialNumberIsForThatMachineAlone() {
        ClaimTokens.Minted minted = one("10000000ABCDEF12");
        refused(Reason.NOT_FOR_THIS_MACHINE, claim(minted.token(), key, "10000000abcdef13"));
        refused(Reason.NOT_FOR_THIS_MACHINE, claim(minted.token(), key, ""));

        assertThat(welcomed(claim(minted.token(), key, "10000000abcdef12"))).isEqualTo(minted.terminal());
    }

    @Test
    void theMachineJoinsTheGroupOfItsTokenIfThereStillIsOne() {
        store.execute("INSERT INTO terminal_group (id, name, made_by, made_at) VALUES ('g-1', '图书馆', 'li', '')");
        assertThat(tokens.groupOf(" 图书馆 ")).isEqualTo(Optional.of("g-1"));
        List<ClaimTokens.Minted> minted = tokens.mint(
                List.of(new NewTerminal("A", "", "g-1", ""), new NewTerminal("B", "", "g-gone", "")), WEEK, "li");
        assertThat(tokens.waiting(0, 10)).extracting(ClaimTokens.Waiting::group).containsExactly("图书馆", "");

        claim(minted.get(0).token(), key, "");
        welcomed(claim(minted.get(1).token(), P256.newKeyPair(RANDOM), ""));
        assertThat(store.texts("terminal", "terminal_grouped"))
                .containsExactly(minted.get(0).terminal().value());
    }

    @Test
    void whatIsOutOfBoundsMintsNothing() {
        NewTerminal good = new NewTerminal("A", "");
        assertThatThrownBy(() -> new NewTerminal(" ", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewTerminal("A\nB", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewTerminal("A", "", "", "x".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.mint(List.of(good), Duration.ofDays(91), "li"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.mint(List.of(), WEEK, "li")).isInstanceOf(IllegalArgumentException.class);

        assertThat(store.count("claim_token")).isZero();
    }
}
