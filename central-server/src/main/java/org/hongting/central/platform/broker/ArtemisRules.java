package org.hongting.central.platform.broker;

import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.exceptions.InvalidClientIdException;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.jspecify.annotations.Nullable;

/// The rules of the access list for an Artemis that stands beside the servers, named in its `bootstrap.xml`. Artemis's
/// own rules know roles and no names: without this every terminal needs a role and a rule of its own there.
///
/// Whoever shows a certificate of the site is who it names. It knows no deny list, which the servers ask for each
/// message.
public final class ArtemisRules implements ActiveMQSecurityManager5 {
    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        Optional<String> shown = Optional.ofNullable(connection).flatMap(ShownCertificate::nameOn);
        if (connection == null || shown.isEmpty()) {
            return null;
        }
        String name = shown.get();
        String client = Optional.ofNullable(connection.getClientID()).orElse("");
        boolean isItsOwn =
                name.equals(OwnTopics.CENTRE) ? client.startsWith(OwnTopics.CENTRE + "-") : client.equals(name);
        if (!isItsOwn) {
            throw new InvalidClientIdException();
        }
        return OwnTopics.subject(name);
    }

    @Override
    public boolean authorize(@Nullable Subject subject, @Nullable Set<Role> roles, CheckType check, String address) {
        return OwnTopics.authorize(subject, check, address);
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return false;
    }
}
