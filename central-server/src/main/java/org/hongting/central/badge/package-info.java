/// Badges on paper.
@NullMarked
package org.hongting.central.badge;

import org.jspecify.annotations.NullMarked;
