package org.hongting.sync.link;

import org.hongting.sync.journal.Outbox;
import org.hongting.sync.replica.Replica;

/// What goes up and what comes down.
public record LinkMemory(Outbox outbox, Replica replica) {}
