package org.hongting.central.platform.security;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hongting.central.platform.AuditLog;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/// Decides a sign-in, by form or by HTTP Basic, under the same lock.
final class AccountSignIn implements AuthenticationProvider {
    private static final int LONGEST_NAME = 64;
    private static final int GATES = 64;

    private final Accounts accounts;
    private final SignInAttempts attempts;
    private final AuditLog audit;
    private final Object[] gates = Stream.generate(Object::new).limit(GATES).toArray();

    AccountSignIn(Accounts accounts, SignInAttempts attempts, AuditLog audit) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.audit = audit;
    }

    /// One attempt of an address after another: many at the same time would all be looked at before the first is
    /// counted.
    @Override
    public Authentication authenticate(Authentication request) {
        String address = address(request);
        synchronized (gates[Math.floorMod(address.hashCode(), gates.length)]) {
            return decide(request, shortened(request.getName()), address);
        }
    }

    private Authentication decide(Authentication request, String name, String address) {
        Optional<Duration> locked = attempts.lockedFor(name, address);
        if (locked.isPresent()) {
            throw new LockedException("locked for " + locked.get().toSeconds() + " s");
        }
        Object password = request.getCredentials();
        Optional<Accounts.Account> account =
                password == null ? Optional.empty() : accounts.verify(name, password.toString());
        if (account.isEmpty()) {
            attempts.failed(name, address);
            // People type a password into the field for the name: only names that exist are written down.
            String known = accounts.find(name).map(Accounts.Account::name).orElse("?");
            audit.record(known, "sign-in.refused", known, address);
            throw new BadCredentialsException("wrong name or password");
        }
        attempts.succeeded(name, address);
        UsernamePasswordAuthenticationToken answer = UsernamePasswordAuthenticationToken.authenticated(
                account.get().name(), null, List.of(new SimpleGrantedAuthority("ROLE_ADMIN")));
        answer.setDetails(request.getDetails());
        return answer;
    }

    static String address(Authentication request) {
        return request.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
