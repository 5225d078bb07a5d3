@NullMarked
package org.hongting.sync.replica;

import org.jspecify.annotations.NullMarked;
