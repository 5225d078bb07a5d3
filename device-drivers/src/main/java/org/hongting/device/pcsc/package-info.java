/// Contactless cards through PC/SC, spoken straight to `libpcsclite` by `java.lang.foreign`.
///
/// Not through `javax.smartcardio`: the JDK keeps one PC/SC context for the life of the process and never
/// renews it, so after a restart of pcscd every call fails until the process ends; its wait cannot be
/// cancelled, and with no reader attached it throws instead of waiting for one. A test keeps watch on the
/// first of these: when the JDK mends it, the test says so and this choice may be taken back.
@NullMarked
package org.hongting.device.pcsc;

import org.jspecify.annotations.NullMarked;
