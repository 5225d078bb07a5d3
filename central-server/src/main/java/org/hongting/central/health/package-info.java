/// How terminals are: what they say of themselves, when they were there, why they are not, and the figures of all of
/// them for a monitoring system.
@NullMarked
package org.hongting.central.health;

import org.jspecify.annotations.NullMarked;
