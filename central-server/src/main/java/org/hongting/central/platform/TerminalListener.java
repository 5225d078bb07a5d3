package org.hongting.central.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.hongting.provisioning.authority.ServerTls;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;

/// The second listener: HTTPS for terminals, with the site's own authority. `/terminal/**` is reached through it and
/// through nothing else, and nothing else is reached through it.
@Configuration(proxyBeanMethods = false)
class TerminalListener {
    private static final String PATH = "/terminal/";
    private static final int CONNECTIONS = 256;
    private static final int THREADS = 8;
    private static final int TIMEOUT_MILLIS = 10_000;

    @Bean
    TerminalConnector terminalConnector(CentralSettings settings, ServerTls tls) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(settings.terminalPort());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.setProperty("maxConnections", String.valueOf(CONNECTIONS));
        connector.setProperty("maxThreads", String.valueOf(THREADS));
        connector.setProperty("connectionTimeout", String.valueOf(TIMEOUT_MILLIS));
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystore(tls.keyStore());
        certificate.setCertificateKeystorePassword(tls.password());
        certificate.setCertificateKeyAlias(ServerTls.ALIAS);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return new TerminalConnector(connector);
    }

    /// A name of its own for Tomcat's connector, so that no auto-configuration takes it for something else.
    record TerminalConnector(Connector connector) {
        int port() {
            return connector.getLocalPort();
        }
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> withTerminalConnector(TerminalConnector terminal) {
        return factory -> factory.addAdditionalConnectors(terminal.connector());
    }

    @Bean
    ListenerFilter listenerFilter(TerminalConnector terminal) {
        return new ListenerFilter(terminal);
    }

    /// Terminals have no session, no form and no cookie; what they send proves itself.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain terminalRequests(HttpSecurity http) {
        return http.securityMatcher(PATH + "**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /// Stands before everything, security included.
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class ListenerFilter extends OncePerRequestFilter {
        private final TerminalConnector terminal;

        ListenerFilter(TerminalConnector terminal) {
            this.terminal = terminal;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            boolean forTerminals = request.getRequestURI().startsWith(PATH);
            boolean throughTheirs = request.getLocalPort() == terminal.port();
            if (forTerminals == throughTheirs) {
                chain.doFilter(request, response);
            } else {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        }
    }
}
