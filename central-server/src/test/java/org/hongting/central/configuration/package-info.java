/// Tests of this package.
@NullMarked
package org.hongting.central.configuration;

import org.jspecify.annotations.NullMarked;
