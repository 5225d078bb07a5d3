/// The `decode` command: which code each picture holds.
@NullMarked
package org.hongting.device.decode;

import org.jspecify.annotations.NullMarked;
