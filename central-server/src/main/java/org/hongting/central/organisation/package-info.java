/// Branches, members, their cards and badges, and the roster that terminals receive of them.
@NullMarked
package org.hongting.central.organisation;

import org.jspecify.annotations.NullMarked;
