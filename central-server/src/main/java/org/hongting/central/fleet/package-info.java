/// The terminals themselves: claiming, presence, revoking, and what was done to them.
@NullMarked
package org.hongting.central.fleet;

import org.jspecify.annotations.NullMarked;
