/// A site that has outgrown one machine, on one: a network of machines that are namespaces, with a database, brokers,
/// several servers and a fleet of terminals on them, of which any may be killed or cut off.
@NullMarked
package org.hongting.simulator.cluster;

import org.jspecify.annotations.NullMarked;
