/// Recorded bytes of version 1: what every later release must still read.
@NullMarked
package org.hongting.protocol.vectors;

import org.jspecify.annotations.NullMarked;
