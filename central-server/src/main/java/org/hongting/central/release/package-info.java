/// Releases of the terminal's software: those that were staged here, and how they go out. The key that signs them is
/// not on this machine: what the centre can do is to tell terminals which signed release they are to run, and when.
@NullMarked
package org.hongting.central.release;

import org.jspecify.annotations.NullMarked;
