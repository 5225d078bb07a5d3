/// Tests of this package.
@NullMarked
package org.hongting.provisioning.claim;

import org.jspecify.annotations.NullMarked;
