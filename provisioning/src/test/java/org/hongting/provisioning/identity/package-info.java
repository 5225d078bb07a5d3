/// Tests of this package.
@NullMarked
package org.hongting.provisioning.identity;

import org.jspecify.annotations.NullMarked;
