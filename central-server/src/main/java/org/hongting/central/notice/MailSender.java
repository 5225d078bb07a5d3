package org.hongting.central.notice;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Hands a notice to the school's mail server.
public final class MailSender implements NoticeSender {
    private static final String MILLIS = "10000";

    private final Settings settings;

    /// The school's mail server.
    ///
    /// @param user empty where it asks for none
    /// @param from who the mail says it is from
    /// @param startTls whether the line must be made safe before anything is said
    public record Settings(String host, int port, String user, String password, String from, boolean startTls) {
        @Override
        public String toString() {
            return "Settings[" + host + ":" + port + "]";
        }
    }

    public MailSender(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void send(NoticeTarget target, String id, Notice notice, NoticeWords.Said words) throws NoticeFault {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.connectiontimeout", MILLIS);
        properties.put("mail.smtp.timeout", MILLIS);
        properties.put("mail.smtp.writetimeout", MILLIS);
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(properties));
            mail.setFrom(new InternetAddress(settings.from(), true));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(target.address(), true));
            mail.setSubject(words.subject(), StandardCharsets.UTF_8.name());
            mail.setText(words.body(), StandardCharsets.UTF_8.name());
            mail.setHeader("X-Hongting-Notice", id);
            mail.setHeader("Auto-Submitted", "auto-generated");
            if (settings.user().isEmpty()) {
                Transport.send(mail);
            } else {
                Transport.send(mail, settings.user(), settings.password());
            }
        } catch (MessagingException e) {
            throw new NoticeFault(
                    "not taken by the mail server: " + e.getClass().getSimpleName());
        }
    }
}
