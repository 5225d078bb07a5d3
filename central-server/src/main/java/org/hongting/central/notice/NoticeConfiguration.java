package org.hongting.central.notice;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.hongting.central.platform.SingleThreadScheduler;
import org.hongting.central.platform.lease.Seat;
import org.hongting.protocol.port.Database;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// The notices of the running server. Mail is there where the surroundings name a mail server.
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {
    private static final int SUBMISSION = 587;

    @Bean
    Notices notices(Database database, MessageSource texts, Clock clock, SecureRandom random, Environment said) {
        Map<NoticeTarget.Kind, NoticeSender> senders = new EnumMap<>(NoticeTarget.Kind.class);
        senders.put(NoticeTarget.Kind.WEBHOOK, new WebhookSender(clock));
        String host = said.getProperty("hongting.mail.host", "");
        if (!host.isEmpty()) {
            senders.put(
                    NoticeTarget.Kind.MAIL,
                    new MailSender(new MailSender.Settings(
                            host,
                            said.getProperty("hongting.mail.port", Integer.class, SUBMISSION),
                            said.getProperty("hongting.mail.user", ""),
                            said.getProperty("hongting.mail.password", ""),
                            said.getProperty("hongting.mail.from", "hongting@" + host),
                            said.getProperty("hongting.mail.starttls", Boolean.class, true))));
        }
        return new Notices(database, senders, new NoticeWords(texts), clock, random);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("notices")
    SingleThreadScheduler noticeScheduler() {
        return new SingleThreadScheduler("notices");
    }

    @Bean
    NoticeLoop noticeLoop(Notices notices, Seat seat, @Qualifier("notices") SingleThreadScheduler thread) {
        return new NoticeLoop(notices, seat.leadership(), thread);
    }
}
