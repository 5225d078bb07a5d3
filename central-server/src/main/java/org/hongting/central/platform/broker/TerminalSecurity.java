package org.hongting.central.platform.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.exceptions.InvalidClientIdException;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.jspecify.annotations.Nullable;

/// Who is who on the broker inside, and who may do what: a terminal is what its certificate names, and it reaches its
/// own topics ([OwnTopics]). The centre itself comes from inside this JVM with a password drawn at each start.
final class TerminalSecurity implements ActiveMQSecurityManager5 {
    static final String CENTRE = OwnTopics.CENTRE;

    private final byte[] password;
    private final Admission admission;
    private final Consumer<TurnedAway> turnedAway;

    /// @param turnedAway told of connections that are let in by nobody
    TerminalSecurity(String password, Admission admission, Consumer<TurnedAway> turnedAway) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
        this.admission = admission;
        this.turnedAway = turnedAway;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String givenPassword,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        if (CENTRE.equals(user) && givenPassword != null) {
            boolean right = MessageDigest.isEqual(password, givenPassword.getBytes(StandardCharsets.UTF_8));
            return right ? OwnTopics.subject(CENTRE) : null;
        }
        if (connection == null) {
            return null;
        }
        Optional<ShownCertificate> shown = ShownCertificate.of(connection)
                .filter(one ->
                        admission.admits(one.terminal(), one.certificate().getPublicKey()));
        if (shown.isEmpty()) {
            turnedAway.accept(TurnedAway.NOT_ADMITTED);
            return null;
        }
        String name = shown.get().terminal().value();
        if (!name.equals(connection.getClientID())) {
            turnedAway.accept(TurnedAway.OTHER_NAME);
            throw new InvalidClientIdException();
        }
        return OwnTopics.subject(name);
    }

    @Override
    public boolean authorize(@Nullable Subject subject, @Nullable Set<Role> roles, CheckType check, String address) {
        return OwnTopics.authorize(subject, check, address);
    }

    @Override
    public boolean validateUser(String user, String givenPassword) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String givenPassword, Set<Role> roles, CheckType check) {
        return false;
    }
}
