package org.hongting.central.phone;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.hongting.central.hall.Crowd;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.RefusalBook;
import org.hongting.central.meeting.Invitations;
import org.hongting.central.organisation.Members;
import org.hongting.central.organisation.Phones;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.security.SignInAttempts;
import org.hongting.protocol.port.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The phone pass of the running server.
@Configuration(proxyBeanMethods = false)
class PhoneConfiguration {
    /// Asked by a whole hall in the same moment: an eighth of the threads that answer people, and as many may wait.
    private static final int AT_ONCE = 25;

    private static final Set<String> CROWDED = Set.of("/pass/api/draw", "/pass/api/record");

    /// Everything from this server, nothing inline, no form that goes anywhere, in nobody's frame.
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'none';"
            + " frame-ancestors 'none'; base-uri 'none'";

    /// The app is for everybody and holds nothing personal. What it asks carries its own proof and no cookie, so there
    /// is nothing to forge.
    @Bean
    @Order(0)
    SecurityFilterChain pass(HttpSecurity http) {
        return http.securityMatcher("/pass", "/pass/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new Crowd(AT_ONCE, CROWDED), WebAsyncManagerIntegrationFilter.class)
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(permissions -> permissions.policy(
                                "camera=(), microphone=(), geolocation=(), screen-wake-lock=(self)")))
                .build();
    }

    @Bean
    EnrolmentLinks enrolmentLinks(Clock clock, SecureRandom random) {
        return new EnrolmentLinks(clock, random);
    }

    @Bean
    MemberPasswords memberPasswords(Clock clock) {
        return new MemberPasswords(clock);
    }

    @Bean
    Enrolment enrolment(
            Database database,
            Members members,
            Phones phones,
            EnrolmentLinks links,
            MemberPasswords passwords,
            Enrolment.Doorkeeper doorkeeper) {
        return new Enrolment(database, members, phones, links, passwords, doorkeeper);
    }

    /// Counts apart from the console: a member's wrong tries lock nobody out there.
    @Bean
    Enrolment.Doorkeeper doorkeeper(Clock clock, AuditLog audit) {
        return new Enrolment.Doorkeeper(new SignInAttempts(clock), audit);
    }

    @Bean
    PhoneDoor phoneDoor(Members members, Clock clock) {
        return new PhoneDoor(members, new SignInAttempts(clock), clock);
    }

    @Bean
    PhoneCalls phoneCalls(PhoneDoor door, Database database, RefusalBook refusals, Clock clock) {
        return new PhoneCalls(door, database, refusals, clock);
    }

    @Bean
    CodeArrivals codeArrivals(Invitations invitations, OwnJournal journal, Clock clock) {
        return new CodeArrivals(invitations, journal, clock);
    }

    @Bean
    PassFiles passFiles() throws IOException {
        return PassFiles.load();
    }
}
