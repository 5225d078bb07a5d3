package org.hongting.central.hall;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The pages for a hall, on the listener that phones reach.
@Configuration(proxyBeanMethods = false)
class HallConfiguration {
    /// A quarter of the threads that answer people; as many may wait.
    private static final int AT_ONCE = 50;

    /// Proofs for one address: so many places of a hall as can be kept by reading slowly.
    private static final int PROOFS_AT_ONCE = 4;

    /// Everything from this server, nothing inline; one form, which searches.
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// For everybody, without cookie and session, and there is nothing to change. The address is in no referrer: it is
    /// what keeps strangers out.
    @Bean
    @Order(0)
    SecurityFilterChain hall(HttpSecurity http) {
        return http.securityMatcher("/draw", "/draw/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new Downloads(PROOFS_AT_ONCE, "/proof.json"), WebAsyncManagerIntegrationFilter.class)
                .addFilterBefore(new Crowd(AT_ONCE, Set.of()), WebAsyncManagerIntegrationFilter.class)
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()")))
                .build();
    }
}
