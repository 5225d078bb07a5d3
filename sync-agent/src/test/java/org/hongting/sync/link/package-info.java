@NullMarked
package org.hongting.sync.link;

import org.jspecify.annotations.NullMarked;
