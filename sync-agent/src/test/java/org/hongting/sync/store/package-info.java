@NullMarked
package org.hongting.sync.store;

import org.jspecify.annotations.NullMarked;
