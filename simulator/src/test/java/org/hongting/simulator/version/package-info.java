/// What older releases said, recorded, and what today's make of it.
@NullMarked
package org.hongting.simulator.version;

import org.jspecify.annotations.NullMarked;
