package org.hongting.device;

/// One showing of a credential at one device.
///
/// @param readAtNanos [System#nanoTime] when the device delivered it, for "read → painted" and for the order
///     of reads
/// @param simulated true for reads of `device.sim`: the facts made from it say so too
public record CredentialRead(DeviceName device, Shown shown, long readAtNanos, boolean simulated) {}
