package org.hongting.central.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.CentralSettings;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Who reaches what on the console's listener. Everything needs a sign-in except the page for it and the files it is
/// made of; scripts use HTTP Basic below `/api` and get no session there.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /// No inline script or style anywhere; pictures within style sheets are `data:`.
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
            + " base-uri 'none'";

    @Bean
    SignInAttempts signInAttempts(Clock clock) {
        return new SignInAttempts(clock);
    }

    @Bean
    Accounts accounts(Database database, Clock clock) {
        return new Accounts(database, clock);
    }

    @Bean
    FirstSignIn firstSignIn(
            CentralSettings settings,
            Accounts accounts,
            SecureRandom random,
            @Value("${hongting.admin-password-file:}") String passwordFile)
            throws IOException {
        FirstSignIn first = new FirstSignIn(settings.data(), accounts);
        first.prepare(passwordFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(passwordFile)), random);
        return first;
    }

    @Bean
    AccountSignIn accountSignIn(Accounts accounts, SignInAttempts attempts, AuditLog audit) {
        return new AccountSignIn(accounts, attempts, audit);
    }

    @Bean
    CookieSameSiteSupplier sameSite() {
        return CookieSameSiteSupplier.ofLax();
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, AccountSignIn signIn) {
        return http.securityMatcher("/api/**")
                .authenticationProvider(signIn)
                .authorizeHttpRequests(requests -> requests.requestMatchers(SecurityConfiguration::comesFromAnotherSite)
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.realmName("Hongting"))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'")))
                .build();
    }

    /// A browser that was once asked for a password sends it for every page that has it call us, and says whose page
    /// that is. Scripts say nothing.
    private static boolean comesFromAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    @Bean
    @Order(2)
    SecurityFilterChain console(HttpSecurity http, AccountSignIn signIn, AuditLog audit) {
        return http.authenticationProvider(signIn)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/sign-in", "/language", "/webjars/**", "/look/**", "/favicon.ico", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/health")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .successHandler((request, response, authentication) -> {
                            audit.record(
                                    authentication.getName(),
                                    "sign-in",
                                    authentication.getName(),
                                    AccountSignIn.address(authentication));
                            response.sendRedirect(request.getContextPath() + "/");
                        })
                        .failureHandler((request, response, refusal) -> response.sendRedirect(request.getContextPath()
                                + (refusal instanceof LockedException ? "/sign-in?locked" : "/sign-in?refused"))))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                // A stream or fragment that asks after the session ended must not be answered with a page.
                .exceptionHandling(exceptions -> exceptions.defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                        request -> request.getHeader("HX-Request") != null
                                || request.getServletPath().equals("/live")))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()")))
                .build();
    }
}
