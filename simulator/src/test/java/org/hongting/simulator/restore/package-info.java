/// A server is lost and comes back, with the real sync code of terminals and the real cores of the centre.
@NullMarked
package org.hongting.simulator.restore;

import org.jspecify.annotations.NullMarked;
