/// Several servers over one database: which of them has which part of the fleet, which one does what is done once,
/// and what they tell each other. Leases say who works, never what is true: that is for transactions to hold.
@NullMarked
package org.hongting.central.platform.lease;

import org.jspecify.annotations.NullMarked;
