package org.hongting.central.platform.broker;

import io.netty.channel.Channel;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.hongting.protocol.identity.TerminalId;
import org.jspecify.annotations.Nullable;

/// The certificate a connection showed, and the terminal it names. TLS has proven both.
record ShownCertificate(TerminalId terminal, X509Certificate certificate) {
    static Optional<ShownCertificate> of(RemotingConnection connection) {
        return of(CertificateUtil.getCertsFromConnection(connection));
    }

    static Optional<ShownCertificate> of(Channel channel) {
        return of(CertificateUtil.getCertsFromChannel(channel));
    }

    private static Optional<ShownCertificate> of(X509Certificate @Nullable [] chain) {
        if (chain == null || chain.length == 0) {
            return Optional.empty();
        }
        return commonName(chain[0])
                .flatMap(ShownCertificate::terminal)
                .map(name -> new ShownCertificate(name, chain[0]));
    }

    /// A terminal's name, or the centre's where it comes from beside.
    static Optional<String> nameOn(RemotingConnection connection) {
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        return chain == null || chain.length == 0
                ? Optional.empty()
                : commonName(chain[0])
                        .filter(name ->
                                name.equals(OwnTopics.CENTRE) || terminal(name).isPresent());
    }

    private static Optional<TerminalId> terminal(String name) {
        try {
            return Optional.of(new TerminalId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
            return name.getRdns().stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN"))
                    .map(Rdn::getValue)
                    .map(Object::toString)
                    .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
