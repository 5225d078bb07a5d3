/// Tests of this package.
@NullMarked
package org.hongting.provisioning.release;

import org.jspecify.annotations.NullMarked;
