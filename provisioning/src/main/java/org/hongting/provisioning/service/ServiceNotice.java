package org.hongting.provisioning.service;

import java.util.Map;

/// What a process tells the service manager that started it. Nobody waits for an answer, and nothing is ever thrown:
/// a terminal whose manager does not listen takes check-ins all the same. Safe for use by many threads.
public interface ServiceNotice {
    /// Where no manager asked for notices.
    ServiceNotice SILENT = _ -> {};

    /// @param words as `sd_notify` has them, `KEY=VALUE` one a line
    void send(String words);

    /// From now on the process does what it is there for, and a watchdog that is then not fed ends it.
    default void ready(String status) {
        send("READY=1\nSTATUS=" + oneLine(status));
    }

    /// What a person reads beside the name of the service.
    default void status(String status) {
        send("STATUS=" + oneLine(status));
    }

    /// Feeds the watchdog.
    default void alive() {
        send("WATCHDOG=1");
    }

    default void stopping() {
        send("STOPPING=1");
    }

    /// The socket that the surroundings name, or silence.
    static ServiceNotice in(Map<String, String> surroundings) {
        String place = surroundings.getOrDefault("NOTIFY_SOCKET", "");
        return NotifySocket.fits(place) ? new NotifySocket(place) : SILENT;
    }

    private static String oneLine(String status) {
        return status.replace('\n', ' ');
    }
}
