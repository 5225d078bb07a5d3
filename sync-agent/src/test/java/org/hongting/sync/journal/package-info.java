@NullMarked
package org.hongting.sync.journal;

import org.jspecify.annotations.NullMarked;
