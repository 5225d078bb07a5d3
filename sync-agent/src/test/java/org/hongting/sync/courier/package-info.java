@NullMarked
package org.hongting.sync.courier;

import org.jspecify.annotations.NullMarked;
