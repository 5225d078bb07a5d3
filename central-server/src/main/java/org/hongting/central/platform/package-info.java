/// How the centre is put together and started: options, settings, listeners.
@NullMarked
package org.hongting.central.platform;

import org.jspecify.annotations.NullMarked;
