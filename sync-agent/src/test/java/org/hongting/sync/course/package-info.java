@NullMarked
package org.hongting.sync.course;

import org.jspecify.annotations.NullMarked;
