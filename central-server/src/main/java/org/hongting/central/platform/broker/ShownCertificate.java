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
        return commonName(chain[0]).map(name -> new ShownCertificate(name, chain[0]));
    }

    private static Optional<TerminalId> commonName(X509Certificate certificate) {
        try {
            LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
            return name.getRdns().stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN"))
                    .map(Rdn::getValue)
                    .map(value -> new TerminalId(value.toString()))
                    .findFirst();
        } catch (InvalidNameException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
