/// Tests of this package.
@NullMarked
package org.hongting.protocol.claim;

import org.jspecify.annotations.NullMarked;
