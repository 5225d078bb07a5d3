/// Test support that every module may use.
@NullMarked
package org.hongting.testing;

import org.jspecify.annotations.NullMarked;
