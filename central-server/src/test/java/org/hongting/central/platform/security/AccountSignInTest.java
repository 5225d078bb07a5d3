package org.hongting.central.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class AccountSignInTest {
    private static final String PASSWORD = "right-password";

    @TempDir
    Path folder;

    private TestStore store;
    private AccountSignIn signIn;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        Clock clock = Clock.systemUTC();
        Accounts accounts = new Accounts(store.database, clock);
        accounts.add("admin", PASSWORD, false);
        signIn = new AccountSignIn(accounts, new SignInAttempts(clock), new AuditLog(store.database, clock));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void manyWrongPasswordsAtOnceAreNoMoreThanFive() throws Exception {
        List<Callable<String>> attempts = IntStream.range(0, 40)
                .<Callable<String>>mapToObj(i -> () -> attempt("wrong-" + i, "192.0.2.1"))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(40)) {
            List<String> answers =
                    threads.invokeAll(attempts).stream().map(Future::resultNow).toList();
            assertThat(answers)
                    .filteredOn(BadCredentialsException.class.getSimpleName()::equals)
                    .hasSize(SignInAttempts.TRIES);
            assertThat(answers)
                    .filteredOn(LockedException.class.getSimpleName()::equals)
                    .hasSize(40 - SignInAttempts.TRIES);
        }
        assertThat(store.count("audit WHERE action = 'sign-in.refused'")).isEqualTo(SignInAttempts.TRIES);
    }

    @Test
    void aStrangersLockShutsNobodyElseOut() {
        for (int i = 0; i < SignInAttempts.TRIES; i++) {
            attempt("wrong", "192.0.2.1");
        }

        assertThatThrownBy(() -> signIn.authenticate(request(PASSWORD, "192.0.2.1")))
                .isInstanceOf(LockedException.class);
        assertThat(signIn.authenticate(request(PASSWORD, "192.0.2.2")).isAuthenticated())
                .isTrue();
    }

    private String attempt(String password, String address) {
        try {
            return signIn.authenticate(request(password, address)).getName();
        } catch (AuthenticationException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static UsernamePasswordAuthenticationToken request(String password, String address) {
        UsernamePasswordAuthenticationToken token =
                UsernamePasswordAuthenticationToken.unauthenticated("admin", password);
        token.setDetails(new WebAuthenticationDetails(address, null));
        return token;
    }
}
