package org.hongting.simulator.architecture.planted.central;

import jakarta.mail.Message;

/// Breaks: mail is sent by one room.
public final class CentreKnowsMail {
    public Class<?> forbidden() {
        return Message.class;
    }
}
