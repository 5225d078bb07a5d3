/// Tests of this package.
@NullMarked
package org.hongting.provisioning.config;

import org.jspecify.annotations.NullMarked;
