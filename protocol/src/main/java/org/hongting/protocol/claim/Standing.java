package org.hongting.protocol.claim;

/// How a terminal's identity stands at the centre. The names are part of version 1.
public enum Standing {
    /// A terminal of this site, by the key that asked. If its certificate is over it may be renewed.
    ENROLLED,
    /// Shut out for good by somebody at the console.
    REVOKED,
    /// Its name is another machine's now: the hardware was replaced.
    REPLACED,
    /// It was asked to leave, has brought everything and said farewell: it may forget. Only a terminal that said so
    /// hears this.
    RELEASED,
    /// No such terminal: it is another site's, or the centre was restored to before it was claimed.
    UNKNOWN
}
