@NullMarked
package org.hongting.central.course;

import org.jspecify.annotations.NullMarked;
