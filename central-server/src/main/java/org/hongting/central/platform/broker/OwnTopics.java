package org.hongting.central.platform.broker;

import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Topic;
import org.hongting.provisioning.authority.SiteAuthority;
import org.jspecify.annotations.Nullable;

/// Who may do what at which address of an Artemis: a terminal reaches its own topics and no other, the centre all.
final class OwnTopics {
    static final String CENTRE = SiteAuthority.CENTRE;

    private OwnTopics() {}

    static boolean authorize(@Nullable Subject subject, CheckType check, String address) {
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

    static Subject subject(String name) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(name));
        return subject;
    }
}
