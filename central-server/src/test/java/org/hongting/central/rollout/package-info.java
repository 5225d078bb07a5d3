/// Tests of this package.
@NullMarked
package org.hongting.central.rollout;

import org.jspecify.annotations.NullMarked;
