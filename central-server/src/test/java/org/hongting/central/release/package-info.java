/// Tests of this package.
@NullMarked
package org.hongting.central.release;

import org.jspecify.annotations.NullMarked;
