package org.hongting.central.platform.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.exceptions.InvalidClientIdException;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.authority.SiteAuthority;
import org.jspecify.annotations.Nullable;

/// Who is who on the broker, and who may do what: a terminal is what its certificate names, and it reaches its own
/// topics and no other. The centre itself comes from inside this JVM with a password drawn at each start.
final class TerminalSecurity implements ActiveMQSecurityManager5 {
    static final String CENTRE = SiteAuthority.CENTRE;

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
            return right ? subject(CENTRE) : null;
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
        return subject(name);
    }

    @Override
    public boolean authorize(@Nullable Subject subject, @Nullable Set<Role> roles, CheckType check, String address) {
        if (subject == null) {
            return false;
        }
        String name = subject.getPrincipals(UserPrincipal.class).stream()
                .map(UserPrincipal::getName)
                .findFirst()
                .orElse("");
        return name.equals(CENTRE) || (!name.isEmpty() && mayReach(new TerminalId(name), check, address));
    }

    /// Addresses are topics with dots for slashes, and `address::queue` where one queue is meant.
    private static boolean mayReach(TerminalId terminal, CheckType check, String address) {
        int cut = address.indexOf("::");
        String topic = cut < 0 ? address : address.substring(0, cut);
        String tree = Topic.treeOf(terminal).replace('/', '.');
        boolean ownQueue = cut < 0 || address.startsWith(terminal + "." + tree, cut + 2);
        Optional<Channel> channel = topic.startsWith(tree)
                ? Arrays.stream(Channel.values())
                        .filter(one -> one.word().equals(topic.substring(tree.length())))
                        .findFirst()
                : Optional.empty();
        if (channel.isEmpty() || !ownQueue) {
            return false;
        }
        return switch (check) {
            case SEND -> cut < 0 && channel.get().isFromTerminal();
            case CREATE_ADDRESS -> true;
            case CONSUME,
                    DELETE_ADDRESS,
                    CREATE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE -> !channel.get().isFromTerminal();
            case MANAGE, BROWSE, VIEW, EDIT -> false;
        };
    }

    private static Subject subject(String name) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(name));
        return subject;
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
