/// Which servers there are, for people to look at: what each tells of itself, what it has of the fleet, and what nobody
/// has. Nothing is decided here.
@NullMarked
package org.hongting.central.platform.servers;

import org.jspecify.annotations.NullMarked;
