/// Tests of this package.
@NullMarked
package org.hongting.provisioning.authority;

import org.jspecify.annotations.NullMarked;
