/// Stations without any network: a person carries a stick between them and the centre. What it brings goes the way of
/// everything that arrives, and what it takes back is signed like everything that goes down.
@NullMarked
package org.hongting.central.courier;

import org.jspecify.annotations.NullMarked;
