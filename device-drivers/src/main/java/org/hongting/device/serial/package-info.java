/// Scanners and readers on a serial line. The only package that knows jSerialComm.
@NullMarked
package org.hongting.device.serial;

import org.jspecify.annotations.NullMarked;
