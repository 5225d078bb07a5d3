package org.hongting.sync.link;

/// Everything a link is made of.
public record LinkSetup(LinkIdentity identity, LinkWorld world, LinkMemory memory, LinkTiming timing) {}
