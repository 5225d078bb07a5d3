package org.hongting.central;

import org.hongting.central.document.Downlink;
import org.hongting.central.fleet.TerminalPresence;
import org.hongting.central.ingest.Answer;
import org.hongting.central.ingest.Arrived;
import org.hongting.central.ingest.Ingest;
import org.hongting.central.ingest.worker.IngestWorker;
import org.hongting.central.platform.broker.Inbox;
import org.hongting.central.platform.broker.TerminalOutlet;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.wire.Channel;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.Topic;

/// The way between the broker and the cores: what comes up goes to the ingest or the presence, what is committed is
/// answered, and a hello makes the downlink compare documents.
final class TerminalLink implements Inbox, IngestWorker.Recipient, AutoCloseable {
    private final Downlink downlink;
    private final TerminalPresence presence;
    private final Scheduler scheduler;
    private final TerminalOutlet outlet;
    private final IngestWorker worker;

    TerminalLink(
            Ingest ingest, Downlink downlink, TerminalPresence presence, Scheduler scheduler, TerminalOutlet outlet) {
        this.downlink = downlink;
        this.presence = presence;
        this.scheduler = scheduler;
        this.outlet = outlet;
        this.worker = new IngestWorker(ingest, this);
    }

    void start() {
        worker.start();
    }

    @Override
    public void arrived(Topic topic, byte[] payload) {
        switch (topic.channel()) {
            case HELLO, UP -> worker.offer(new Arrived(topic, payload));
            case STATE ->
                scheduler.execute(() -> {
                    if (!presence.heard(topic.terminal(), payload)) {
                        downlink.forget(topic.terminal());
                    }
                });
            case HEALTH, ACKNOWLEDGEMENT, DOCUMENT, COMMAND -> {
                // Health is not kept yet; the others only go down.
            }
        }
    }

    @Override
    public void answer(Answer answer) {
        outlet.send(answer.terminal(), Channel.ACKNOWLEDGEMENT, answer.frame());
    }

    @Override
    public void hello(Hello hello) {
        downlink.greet(hello);
    }

    @Override
    public void close() {
        worker.close();
    }
}
